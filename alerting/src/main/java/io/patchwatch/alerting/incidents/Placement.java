package io.patchwatch.alerting.incidents;

import java.util.Map;
import java.util.SortedMap;

/**
 * Where a finding is counted at present.
 *
 * @param revision the newest revision of the finding that was seen
 * @param incidents the incidents that count it as open, with their groups
 */
public record Placement(long revision, Map<String, SortedMap<String, String>> incidents) {

  public Placement {
    incidents = Map.copyOf(incidents);
  }

  /** Of a finding that was never seen. */
  static final Placement NOWHERE = new Placement(0, Map.of());
}
