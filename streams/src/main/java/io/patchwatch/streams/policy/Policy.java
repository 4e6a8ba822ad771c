package io.patchwatch.streams.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be patched by when; {@code detection.policy:} in the configuration. Without rules
 * nothing has a due date: absent is never "due now".
 *
 * @param rules the first one whose {@code when} holds decides
 * @param timeIntervals calendars that the rules name
 * @param exceptions limits of exceptions
 * @param rollout order of environments; absent: promotions are not watched
 */
public record Policy(
    List<PolicyRule> rules,
    List<Calendar> timeIntervals,
    ExceptionRules exceptions,
    @Nullable RolloutRule rollout) {

  public Policy {
    rules = rules == null ? List.of() : List.copyOf(rules);
    timeIntervals = timeIntervals == null ? List.of() : List.copyOf(timeIntervals);
    exceptions = exceptions == null ? ExceptionRules.defaults() : exceptions;
    Map<String, Calendar> calendars = byName(timeIntervals);
    for (int i = 0; i < rules.size(); i++) {
      checkNames(rules.get(i).freeze(), "rules[" + i + "].freeze", calendars);
      checkNames(rules.get(i).maintenance(), "rules[" + i + "].maintenance", calendars);
    }
  }

  /** No due dates, exceptions with their default limits. */
  public static Policy none() {
    return new Policy(List.of(), List.of(), ExceptionRules.defaults(), null);
  }

  /** The calendars of these names. */
  List<Calendar> calendars(List<String> names) {
    return timeIntervals.stream().filter(calendar -> names.contains(calendar.name())).toList();
  }

  private static Map<String, Calendar> byName(List<Calendar> calendars) {
    Map<String, Calendar> byName = new HashMap<>();
    for (Calendar calendar : calendars) {
      if (byName.put(calendar.name(), calendar) != null) {
        throw new IllegalArgumentException(
            "time_intervals: '" + calendar.name() + "' is used twice; names are unique");
      }
    }
    return byName;
  }

  private static void checkNames(List<String> names, String key, Map<String, Calendar> known) {
    for (String name : names) {
      if (!known.containsKey(name)) {
        throw new IllegalArgumentException(
            key + ": '" + name + "' is none of time_intervals " + known.keySet());
      }
    }
  }
}
