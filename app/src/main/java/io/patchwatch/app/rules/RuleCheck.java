package io.patchwatch.app.rules;

import io.patchwatch.events.parsing.EcsField;
import io.patchwatch.events.yaml.Suggestion;
import io.patchwatch.streams.sigma.About;
import io.patchwatch.streams.sigma.Correlation;
import io.patchwatch.streams.sigma.Detection;
import io.patchwatch.streams.sigma.Refusal;
import io.patchwatch.streams.sigma.Rulebook;
import io.patchwatch.streams.sigma.match.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All mistakes of rules at once: what the compiler refuses, PatchWatch's own key, and fields that
 * no parser ever fills, so that the rule could never match.
 */
public final class RuleCheck {

  private static final String OWN = "patchwatch";
  private static final Set<String> KEYS = Set.of("explained_by", "quiet", "kind", "key");
  private static final Set<String> KINDS = Set.of("attacked", "malfunction");

  private final RuleFiles files;
  private final Rulebook book;
  private final Set<String> names = new TreeSet<>();
  private final List<Refusal> mistakes = new ArrayList<>();

  private RuleCheck(RuleFiles files) {
    this.files = files;
    this.book = files.book();
    book.detections().forEach(it -> names.add(it.name()));
    book.correlations().forEach(it -> names.add(it.name()));
  }

  /** Every mistake in the files that were named. */
  public static List<Refusal> of(RuleFiles files) {
    RuleCheck check = new RuleCheck(files);
    check.book.refusals().stream()
        .filter(it -> files.owns(it.origin()))
        .forEach(check.mistakes::add);
    check.book.detections().forEach(check::detection);
    check.book.correlations().forEach(check::correlation);
    return List.copyOf(check.mistakes);
  }

  private void detection(Detection it) {
    if (files.owns(it.about().origin())) {
      own(it.about());
      Set<String> fields = new TreeSet<>();
      collect(it.condition(), fields);
      fields.forEach(field -> field(it.about(), "detection", field));
    }
  }

  private void correlation(Correlation it) {
    if (files.owns(it.about().origin())) {
      own(it.about());
      it.groupBy().stream()
          .filter(field -> !it.aliases().containsKey(field))
          .forEach(field -> field(it.about(), "correlation.group-by", field));
      it.fields().forEach(field -> field(it.about(), "correlation.condition.field", field));
    }
  }

  private static void collect(Condition condition, Set<String> fields) {
    switch (condition) {
      case Condition.All it -> it.parts().forEach(part -> collect(part, fields));
      case Condition.Any it -> it.parts().forEach(part -> collect(part, fields));
      case Condition.Not it -> collect(it.part(), fields);
      case Condition.Named it -> collect(it.part(), fields);
      case Condition.Field it -> fields.add(it.test().name());
    }
  }

  private void field(About rule, String place, String field) {
    boolean known = EcsField.kind(field) != null || field.equals("@timestamp");
    if (!known) {
      mistake(
          rule,
          place + "." + field,
          "no parser fills this field, so the rule would never match"
              + Suggestion.phrase(field, EcsField.all().keySet()));
    }
  }

  private void own(About rule) {
    Object value = rule.custom().get(OWN);
    if (value == null) {
      return;
    }
    if (!(value instanceof Map<?, ?> own)) {
      mistake(rule, OWN, "must be a map; known keys are " + new TreeSet<>(KEYS));
      return;
    }
    for (Object key : own.keySet()) {
      String name = String.valueOf(key);
      if (!KEYS.contains(name)) {
        mistake(rule, OWN + "." + name, "is not known here" + Suggestion.phrase(name, KEYS));
      }
    }
    list(own.get("explained_by")).forEach(name -> explains(rule, name));
    list(own.get("key")).forEach(field -> field(rule, OWN + ".key", field));
    kind(rule, own.get("kind"));
    quiet(rule, own.get("quiet"));
  }

  private void explains(About rule, String name) {
    if (!names.contains(name)) {
      mistake(
          rule,
          OWN + ".explained_by",
          "there is no rule '" + name + "'" + Suggestion.phrase(name, names));
    }
  }

  private void kind(About rule, @Nullable Object kind) {
    if (kind != null && !KINDS.contains(kind.toString())) {
      mistake(rule, OWN + ".kind", "'" + kind + "' is none; write attacked or malfunction");
    }
  }

  private void quiet(About rule, @Nullable Object quiet) {
    if (quiet != null && !quiet.toString().matches("[1-9]\\d{0,5}[smhd]")) {
      mistake(rule, OWN + ".quiet", "'" + quiet + "' is no duration; write for example 15m");
    }
  }

  private static List<String> list(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(value.toString());
  }

  private void mistake(About rule, String place, String what) {
    mistakes.add(new Refusal(rule.origin(), rule.name(), place, what));
  }
}
