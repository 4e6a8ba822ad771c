package io.patchwatch.alerting.incidents;

import io.patchwatch.alerting.routing.Terms;
import io.patchwatch.events.Finding;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A finding on its way to an incident.
 *
 * @param incident id of the incident
 * @param group label values that make it
 * @param receivers who is to be told of the incident because of this finding
 * @param leaves the finding counts no longer here: it is resolved, or belongs elsewhere now
 * @param terms on which each receiver is told; one that is missing, by default
 */
public record Placed(
    String incident,
    SortedMap<String, String> group,
    List<String> receivers,
    boolean leaves,
    Finding finding,
    @Nullable Map<String, Terms> terms)
    implements Inbound {

  public Placed {
    group = new TreeMap<>(group);
    receivers = List.copyOf(receivers);
    terms = terms == null ? Map.of() : Map.copyOf(terms);
  }

  Map<String, Terms> agreed() {
    return terms == null ? Map.of() : terms;
  }
}
