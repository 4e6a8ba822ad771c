package io.patchwatch.streams.verdict;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.LifecyclePublished;
import io.patchwatch.events.VulnerabilityMarked;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about one product at one time.
 *
 * @param advisories the records in force: newest of each id, without the withdrawn ones
 * @param marks by canonical vulnerability id
 * @param lifecycle release cycles, if known
 * @param formerNames what records called a vulnerability before, and what they call it now
 */
public record Knowledge(
    List<Advisory> advisories,
    Map<String, VulnerabilityMarked> marks,
    @Nullable LifecyclePublished lifecycle,
    SortedMap<String, String> formerNames) {

  public Knowledge {
    advisories = List.copyOf(advisories);
    marks = Map.copyOf(marks);
    formerNames = Collections.unmodifiableSortedMap(new TreeMap<>(formerNames));
  }

  /** Nothing ever had another name. */
  public Knowledge(
      List<Advisory> advisories,
      Map<String, VulnerabilityMarked> marks,
      @Nullable LifecyclePublished lifecycle) {
    this(advisories, marks, lifecycle, new TreeMap<>());
  }
}
