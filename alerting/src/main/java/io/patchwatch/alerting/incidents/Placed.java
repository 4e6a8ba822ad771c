package io.patchwatch.alerting.incidents;

import io.patchwatch.events.Finding;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A finding on its way to an incident.
 *
 * @param incident id of the incident
 * @param group label values that make it
 * @param receivers who is to be told of the incident because of this finding
 * @param leaves the finding counts no longer here: it is resolved, or belongs elsewhere now
 */
public record Placed(
    String incident,
    SortedMap<String, String> group,
    List<String> receivers,
    boolean leaves,
    Finding finding) {

  public Placed {
    group = new TreeMap<>(group);
    receivers = List.copyOf(receivers);
  }
}
