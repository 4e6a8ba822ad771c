package io.patchwatch.streams.rules;

import io.patchwatch.streams.rules.RuleBook.Bound;
import io.patchwatch.streams.rules.RuleBook.Refused;
import io.patchwatch.streams.rules.pack.RulePack;
import io.patchwatch.streams.sigma.About;
import io.patchwatch.streams.sigma.Correlation;
import io.patchwatch.streams.sigma.Detection;
import io.patchwatch.streams.sigma.Refusal;
import io.patchwatch.streams.sigma.RuleText;
import io.patchwatch.streams.sigma.Rulebook;
import io.patchwatch.streams.sigma.index.RuleIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a book of Sigma's text: the built-in pack, and files that add to it or replace rules. */
final class SigmaBinder implements RuleBook.Binder {

  private final List<RuleText> pack;
  private final RuleSettings settings;

  SigmaBinder(List<RuleText> pack, RuleSettings settings) {
    this.pack = List.copyOf(pack);
    this.settings = settings;
  }

  /** With the built-in rules. */
  static SigmaBinder ofPack(RuleSettings settings) {
    return new SigmaBinder(RulePack.rules(), settings);
  }

  @Override
  public Bound bind(Map<String, String> files) {
    List<RuleText> texts = new ArrayList<>(pack);
    files.forEach((file, yaml) -> texts.add(new RuleText(file, yaml)));
    return new Binding(Rulebook.compile(texts, settings.placeholders()), settings).bound();
  }

  /** One compilation on its way to a book. */
  private static final class Binding {
    private final Rulebook compiled;
    private final RuleSettings settings;
    private final List<Refused> refused = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> titles = new HashMap<>();
    private final Watches watches;
    private final Map<String, Watch> correlations = new LinkedHashMap<>();

    Binding(Rulebook compiled, RuleSettings settings) {
      this.compiled = compiled;
      this.settings = settings;
      for (Refusal it : compiled.refusals()) {
        refused.add(new Refused(it.origin(), reason(it)));
      }
      compiled.detections().forEach(it -> know(it.about()));
      compiled.correlations().forEach(it -> know(it.about()));
      watches = new Watches(settings, names, compiled.correlations());
    }

    private static String reason(Refusal it) {
      return it.rule() + ": " + (it.place().isEmpty() ? "" : it.place() + ": ") + it.reason();
    }

    private void know(About about) {
      names.put(about.id(), about.name());
      titles.put(about.name(), about.title());
    }

    Bound bound() {
      for (Correlation it : compiled.correlations()) {
        Watch watch = isOff(it.about()) ? null : usable(it.about(), () -> watches.of(it));
        if (watch != null) {
          correlations.put(watch.name(), watch);
        }
      }
      Map<String, Book.Rule> rules = new HashMap<>();
      Map<Detection, Watch> own = new LinkedHashMap<>();
      Set<String> explaining = new HashSet<>();
      correlations.values().forEach(watch -> explaining.addAll(watch.explainedBy()));
      for (Detection it : compiled.detections()) {
        Watch watch = usable(it.about(), () -> watches.of(it));
        if (watch != null && !isOff(it.about())) {
          own.put(it, watch);
          explaining.addAll(watch.explainedBy());
        }
      }
      own.forEach((it, watch) -> rules.put(it.id(), rule(it, watch, explaining)));
      return new Bound(
          new Book(matcher(rules), rules.values(), correlations.values(), titles),
          List.copyOf(refused));
    }

    private Book.Rule rule(Detection it, Watch watch, Set<String> explaining) {
      List<Watch> feeds = new ArrayList<>();
      for (Correlation parent : watches.parents(it.id())) {
        Watch fed = correlations.get(parent.name());
        if (fed != null) {
          feeds.add(fed);
        }
      }
      return new Book.Rule(
          it.name(),
          it.reports() ? watch : null,
          List.copyOf(feeds),
          explaining.contains(it.name()));
    }

    private boolean isOff(About about) {
      return settings.disabled().contains(about.name()) || settings.disabled().contains(about.id());
    }

    /** Makes the watch, or notes why it cannot be made. */
    private @Nullable Watch usable(About about, Supplier<Watch> make) {
      try {
        Watch watch = make.get();
        for (String name : watch.explainedBy()) {
          if (compiled.detection(name).isEmpty()) {
            throw new IllegalArgumentException(
                "patchwatch.explained_by: there is no rule " + name + " about single events");
          }
        }
        return watch;
      } catch (IllegalArgumentException e) {
        refused.add(new Refused(about.origin(), about.name() + ": " + e.getMessage()));
        return null;
      }
    }

    private Book.Matcher matcher(Map<String, Book.Rule> rules) {
      RuleIndex index = compiled.index();
      return line -> {
        List<Detection> matched = index.match(line);
        return matched.isEmpty() ? List.of() : rulesOf(matched, rules);
      };
    }

    private static List<Book.Rule> rulesOf(List<Detection> matched, Map<String, Book.Rule> rules) {
      List<Book.Rule> found = new ArrayList<>(matched.size());
      for (Detection it : matched) {
        Book.Rule rule = rules.get(it.id());
        if (rule != null) {
          found.add(rule);
        }
      }
      return found;
    }
  }
}
