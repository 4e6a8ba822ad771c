package io.patchwatch.streams.samples;

import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.catalogue.Visibility;
import io.patchwatch.streams.sigma.About;
import io.patchwatch.streams.sigma.Correlation;
import io.patchwatch.streams.sigma.Detection;
import io.patchwatch.streams.sigma.Rulebook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a rule can fire on a product at all. Silence of a rule that cannot is no news.
 *
 * @param rule the rule or correlation
 * @param view what can be seen of it
 * @param gaps what hides it as the product comes, and what would show it
 */
public record Sight(About rule, View view, List<Visibility> gaps) {

  /** From well to not at all. */
  public enum View {
    /** The product's log has the lines. */
    SEEN,
    /** The lines are there only after a setting was changed or another file is read. */
    HIDDEN,
    /** No parser of the product reads such a line. */
    NEVER
  }

  /** All rules that report, on one product, in the order of the book. */
  public static List<Sight> of(Rulebook book, Product product) {
    Views views = new Views(book, product);
    List<Sight> sights = new ArrayList<>();
    for (Detection rule : book.detections()) {
      if (rule.reports()) {
        sights.add(views.of(rule.id(), rule.about()));
      }
    }
    for (Correlation rule : book.correlations()) {
      if (reports(book, rule)) {
        sights.add(views.of(rule.id(), rule.about()));
      }
    }
    return List.copyOf(sights);
  }

  private static boolean reports(Rulebook book, Correlation rule) {
    List<Correlation> above = book.feeds(rule.id());
    return above.isEmpty() || above.stream().anyMatch(Correlation::generate);
  }

  /** What can be seen of each rule of a book, worked out once. */
  private static final class Views {

    private final List<Shape> shapes;
    private final Map<String, Detection> detections = new HashMap<>();
    private final Map<String, Correlation> correlations = new HashMap<>();
    private final Map<String, Seen> known = new HashMap<>();

    Views(Rulebook book, Product product) {
      this.shapes = Shape.of(product);
      book.detections().forEach(it -> detections.put(it.id(), it));
      book.correlations().forEach(it -> correlations.put(it.id(), it));
    }

    Sight of(String id, About about) {
      Seen seen = seen(id);
      return new Sight(about, seen.view(), List.copyOf(seen.gaps()));
    }

    private Seen seen(String id) {
      Seen before = known.get(id);
      if (before != null) {
        return before;
      }
      known.put(id, Seen.NEVER); // a correlation that leads back to itself ends here
      Detection rule = detections.get(id);
      Correlation correlation = correlations.get(id);
      Seen seen = Seen.NEVER;
      if (rule != null) {
        seen = Shape.see(shapes, rule.condition(), Set.of());
      } else if (correlation != null) {
        seen = together(correlation);
      }
      known.put(id, seen);
      return seen;
    }

    private Seen together(Correlation it) {
      boolean all =
          it.type() == Correlation.Type.TEMPORAL_ORDERED
              || (it.type() == Correlation.Type.TEMPORAL && it.expression() == null);
      Seen result = all ? Seen.SEEN : Seen.NEVER;
      for (String id : it.rules()) {
        Seen one = grouped(it, id);
        result = all ? result.and(one) : result.or(one);
      }
      return result;
    }

    private Seen grouped(Correlation it, String id) {
      Detection rule = detections.get(id);
      if (rule == null) {
        return seen(id);
      }
      Set<String> needs = new LinkedHashSet<>();
      it.groupBy().forEach(field -> needs.add(it.field(field, id)));
      it.fields().forEach(field -> needs.add(it.field(field, id)));
      return Shape.see(shapes, rule.condition(), needs);
    }
  }

  /** What was seen, and what hides it. */
  record Seen(View view, Set<Visibility> gaps) {

    static final Seen SEEN = new Seen(View.SEEN, Set.of());
    static final Seen NEVER = new Seen(View.NEVER, Set.of());

    /** The worse of both. */
    Seen and(Seen other) {
      if (view == other.view) {
        Set<Visibility> both = new LinkedHashSet<>(gaps);
        both.addAll(other.gaps);
        return new Seen(view, both);
      }
      return view.compareTo(other.view) > 0 ? this : other;
    }

    /** The better of both. */
    Seen or(Seen other) {
      return view.compareTo(other.view) <= 0 ? this : other;
    }
  }
}
