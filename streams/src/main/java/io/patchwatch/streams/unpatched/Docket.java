package io.patchwatch.streams.unpatched;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the residents of a release were told of it.
 *
 * @param since when the release was first seen here
 * @param told substance of each claim
 */
record Docket(Release release, Instant since, SortedMap<Slot, String> told) {

  static Docket fresh(Release release, Instant now) {
    return new Docket(release, now, new TreeMap<>());
  }

  Docket telling(SortedMap<Slot, String> now) {
    return new Docket(release, since, now);
  }
}
