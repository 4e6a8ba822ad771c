package io.patchwatch.streams.samples;

import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.catalogue.Visibility;
import io.patchwatch.events.parsing.EventSpec;
import io.patchwatch.events.parsing.LogAction;
import io.patchwatch.events.parsing.LogSpec;
import io.patchwatch.events.parsing.Outcome;
import io.patchwatch.streams.sigma.match.Condition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind of record that a product's parsers make.
 *
 * @param known fields whose values are certain
 * @param possible further fields that it may have
 * @param gaps what hides it as the product comes
 */
record Shape(Map<String, String> known, Set<String> possible, List<Visibility> gaps) {

  private static final String PROXY = "proxy";
  private static final Set<String> ALWAYS =
      Set.of("message", "service.name", "log.level", "event.kind", "error.stack_trace");

  /** All kinds of a product. */
  static List<Shape> of(Product product) {
    List<Shape> shapes = new ArrayList<>();
    for (LogSpec spec : product.logs()) {
      List<EventSpec> events = events(spec, product);
      Set<String> fields = new HashSet<>(ALWAYS);
      fields(spec.fields().values(), fields);
      for (EventSpec event : events) {
        if (event.action() == null) {
          fields(event.fields().values(), fields);
          fields.addAll(event.set().keySet());
        }
      }
      shapes.add(shape(product, spec, null, fields));
      for (EventSpec event : events) {
        if (event.action() != null) {
          shapes.add(shape(product, spec, event, fields));
        }
      }
    }
    return shapes;
  }

  private static List<EventSpec> events(LogSpec spec, Product product) {
    List<EventSpec> events = new ArrayList<>(spec.events());
    Set<String> seen = new HashSet<>(Set.of(spec.name()));
    String next = spec.eventsOf();
    while (next != null && seen.add(next)) {
      String name = next;
      next = null;
      for (LogSpec other : product.logs()) {
        if (other.name().equals(name)) {
          events.addAll(other.events());
          next = other.eventsOf();
        }
      }
    }
    return events;
  }

  /** An address that is no address stays visible as text. */
  private static void fields(Iterable<String> from, Set<String> to) {
    for (String field : from) {
      to.add(field);
      if (field.equals("source.ip")) {
        to.add("source.address");
      } else if (field.equals("url.path")) {
        to.add("url.query");
      }
    }
  }

  private static Shape shape(
      Product product, LogSpec spec, @Nullable EventSpec event, Set<String> fields) {
    Map<String, String> known = new HashMap<>();
    known.put("service.type", product.id());
    known.put("event.dataset", product.id() + "." + spec.name());
    Set<String> possible = new HashSet<>(fields);
    LogAction action = event == null ? null : event.action();
    Outcome outcome = event == null ? null : event.outcome();
    if (event != null && action != null) {
      known.put("event.action", action.word());
      known.put("event.category", action.category());
      known.put("event.type", action.type());
      fields(event.fields().values(), possible);
      known.putAll(event.set());
    }
    if (outcome != null) {
      known.put("event.outcome", outcome.name().toLowerCase(Locale.ROOT));
    }
    boolean proxy = spec.name().equals(PROXY);
    List<Visibility> gaps =
        product.visibility().stream().filter(gap -> hides(gap, action, outcome, proxy)).toList();
    return new Shape(known, possible, gaps);
  }

  private static boolean hides(
      Visibility gap, @Nullable LogAction action, @Nullable Outcome outcome, boolean proxy) {
    String hidden = gap.hidden();
    if (hidden.equals("everything")) {
      return true;
    }
    if (proxy) {
      return hidden.equals("http-request");
    }
    return hidden.equals("failed-login")
        ? action == LogAction.LOGIN && outcome == Outcome.FAILURE
        : action != null && hidden.equals(action.word());
  }

  /** How well a condition can be met by one of the shapes that may have all of these fields. */
  static Sight.Seen see(List<Shape> shapes, Condition condition, Set<String> needs) {
    Set<Visibility> gaps = new LinkedHashSet<>();
    boolean hidden = false;
    for (Shape shape : shapes) {
      if (shape.possible(needs) && Possibly.met(condition, shape) != Possibly.NO) {
        if (shape.gaps().isEmpty()) {
          return Sight.Seen.SEEN;
        }
        hidden = true;
        gaps.addAll(shape.gaps());
      }
    }
    return hidden ? new Sight.Seen(Sight.View.HIDDEN, gaps) : Sight.Seen.NEVER;
  }

  private boolean possible(Set<String> fields) {
    return fields.stream().allMatch(f -> known.containsKey(f) || possible.contains(f));
  }
}
