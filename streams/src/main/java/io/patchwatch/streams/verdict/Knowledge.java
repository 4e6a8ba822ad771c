package io.patchwatch.streams.verdict;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.LifecyclePublished;
import io.patchwatch.events.VulnerabilityMarked;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about one product at one time.
 *
 * @param advisories the records in force: newest of each id, without the withdrawn ones
 * @param marks by canonical vulnerability id
 * @param lifecycle release cycles, if known
 */
public record Knowledge(
    List<Advisory> advisories,
    Map<String, VulnerabilityMarked> marks,
    @Nullable LifecyclePublished lifecycle) {

  public Knowledge {
    advisories = List.copyOf(advisories);
    marks = Map.copyOf(marks);
  }
}
