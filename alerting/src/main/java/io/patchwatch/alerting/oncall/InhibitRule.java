package io.patchwatch.alerting.oncall;

import io.patchwatch.alerting.routing.Matcher;
import java.util.List;
import java.util.Map;

/**
 * An open finding that matches the source mutes those that match the target and have the same
 * values of the labels in {@code equal}; as in Alertmanager ({@code alerting.inhibit_rules}).
 */
public record InhibitRule(
    List<Matcher> sourceMatchers, List<Matcher> targetMatchers, List<String> equal) {

  public InhibitRule {
    sourceMatchers = checked(sourceMatchers, "source_matchers");
    targetMatchers = checked(targetMatchers, "target_matchers");
    equal = equal == null ? List.of() : List.copyOf(equal);
  }

  private static List<Matcher> checked(List<Matcher> matchers, String key) {
    if (matchers == null || matchers.isEmpty()) {
      throw new IllegalArgumentException(
          "alerting.inhibit_rules." + key + ": empty; without a condition everything is muted");
    }
    return List.copyOf(matchers);
  }

  /** Whether a finding with these labels mutes others. */
  public boolean source(Map<String, String> labels) {
    return sourceMatchers.stream().allMatch(matcher -> matcher.matches(labels));
  }

  /** Whether a finding with these labels can be muted: it is a target and not a source itself. */
  public boolean mutes(Map<String, String> labels) {
    return targetMatchers.stream().allMatch(matcher -> matcher.matches(labels)) && !source(labels);
  }

  /** The values of the labels that have to be equal. */
  public List<String> values(Map<String, String> labels) {
    return equal.stream().map(label -> labels.getOrDefault(label, "")).toList();
  }
}
