package io.patchwatch.streams.samples;

import io.patchwatch.streams.correlate.Entry;
import io.patchwatch.streams.correlate.Question;
import io.patchwatch.streams.correlate.Window;
import io.patchwatch.streams.sigma.Asked;
import io.patchwatch.streams.sigma.Correlation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The windows of one correlation, one for each group. */
final class Tally {

  /** So many groups are counted at once; beyond, the one idle longest is forgotten. */
  private static final int MOST_GROUPS = 50_000;

  private static final String PART = "\u001f";

  private final Correlation correlation;
  private final Question question;
  private final Map<List<String>, Window> windows =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Window> eldest) {
          return size() > MOST_GROUPS;
        }
      };

  Tally(Correlation correlation) {
    this.correlation = correlation;
    this.question = Asked.of(correlation);
  }

  Correlation correlation() {
    return correlation;
  }

  /** The group that the event belongs to; null: to none, since a field is missing. */
  @Nullable List<String> group(String rule, RuleRun.Event event) {
    List<String> group = new ArrayList<>();
    for (String field : correlation.groupBy()) {
      String value = event.text(correlation.field(field, rule));
      if (value == null) {
        return null;
      }
      group.add(value);
    }
    return group;
  }

  /** Counts the event; whether the group is as asked now. */
  boolean add(String rule, List<String> group, RuleRun.Event event) {
    String value = value(rule, event);
    if (value == null && !correlation.fields().isEmpty()) {
      return false;
    }
    double number = Asked.numeric(correlation) ? number(value) : 0;
    if (Double.isNaN(number)) {
      return false;
    }
    long time = event.record().time().toEpochMilli();
    return windows
            .computeIfAbsent(
                group, key -> new Window(question, correlation.timespan().toMillis(), List.of()))
            .add(Entry.of(time, correlation.rules().indexOf(rule), value, number))
        != null;
  }

  private @Nullable String value(String rule, RuleRun.Event event) {
    StringBuilder joined = new StringBuilder();
    for (String field : correlation.fields()) {
      String value = event.text(correlation.field(field, rule));
      if (value == null) {
        return null;
      }
      joined.append(joined.isEmpty() ? "" : PART).append(value);
    }
    return joined.isEmpty() ? null : joined.toString();
  }

  private static double number(@Nullable String value) {
    try {
      return value == null ? Double.NaN : Double.parseDouble(value);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
