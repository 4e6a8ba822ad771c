package io.patchwatch.alerting.routing;

import io.patchwatch.events.Finding;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a finding goes.
 *
 * @param groupBy labels whose values make the incident; null: the finding's own default
 * @param terms on which it is told
 */
public record Destination(String receiver, @Nullable List<String> groupBy, Terms terms) {

  /** The label values of the incident that the finding joins here. */
  public SortedMap<String, String> group(Finding finding) {
    return groupBy == null ? new TreeMap<>(finding.group()) : finding.group(groupBy);
  }
}
