package io.patchwatch.alerting.incidents;

import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a finding is counted at present.
 *
 * @param revision the newest revision of the finding that was seen
 * @param incidents the incidents that count it as open, with their groups
 * @param signals whether all were told that it may mute others; null: no
 */
public record Placement(
    long revision, Map<String, SortedMap<String, String>> incidents, @Nullable Boolean signals) {

  public Placement {
    incidents = Map.copyOf(incidents);
  }

  /** Of a finding that was never seen. */
  static final Placement NOWHERE = new Placement(0, Map.of(), null);
}
