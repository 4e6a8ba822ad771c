package io.patchwatch.ingest.advisories;

import io.patchwatch.events.AffectedRange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives ranges their branches back. CPE lists and some CVE records write the fix of each branch as
 * a range of its own without a lower end: {@code < 21.1.10 or < 22.0.11 or < 23.0.3}. Taken
 * literally the last one covers the patched 21.1.10. Here each range loses those tails of older
 * lanes that lie after a fix which the same record names for that lane.
 */
public final class Branches {

  private Branches() {}

  /**
   * The same ranges without the patched tails of older lanes.
   *
   * @param laneDepth how many leading numbers make a release lane
   */
  public static List<AffectedRange> split(List<AffectedRange> ranges, int laneDepth) {
    SortedMap<Dotted, AffectedRange> fixes = fixOfEachLane(ranges, laneDepth);
    Set<AffectedRange> split = new LinkedHashSet<>();
    for (AffectedRange range : ranges) {
      split.addAll(pieces(range, fixes, laneDepth));
    }
    return List.copyOf(split);
  }

  private static SortedMap<Dotted, AffectedRange> fixOfEachLane(
      List<AffectedRange> ranges, int depth) {
    SortedMap<Dotted, AffectedRange> fixes = new TreeMap<>();
    for (AffectedRange range : ranges) {
      Dotted end = end(range);
      if (end != null) {
        fixes.merge(end.lane(depth), range, Branches::later);
      }
    }
    return fixes;
  }

  private static List<AffectedRange> pieces(
      AffectedRange range, SortedMap<Dotted, AffectedRange> fixes, int depth) {
    Dotted end = end(range);
    if (end == null) {
      return List.of(range);
    }
    List<AffectedRange> pieces = new ArrayList<>();
    String start = range.introduced();
    for (AffectedRange fix : fixes.headMap(end.lane(depth)).values()) {
      Dotted fixed = end(fix);
      if (fixed != null && isBeyond(fixed, start)) {
        pieces.add(bounded(start, fix));
        start = fixed.nextLane(depth);
      }
    }
    if (start == null || start.equals(range.introduced()) || isBeyond(end, start)) {
      pieces.add(bounded(start, range));
    }
    return pieces;
  }

  private static AffectedRange bounded(@Nullable String start, AffectedRange end) {
    return new AffectedRange(start, end.fixed(), end.lastAffected(), null, null);
  }

  private static boolean isBeyond(Dotted version, @Nullable String start) {
    Dotted first = Dotted.of(start);
    return first == null || version.compareTo(first) > 0;
  }

  private static AffectedRange later(AffectedRange one, AffectedRange other) {
    Dotted first = end(one);
    Dotted second = end(other);
    return first != null && second != null && second.compareTo(first) > 0 ? other : one;
  }

  private static @Nullable Dotted end(AffectedRange range) {
    return Dotted.of(range.fixed() == null ? range.lastAffected() : range.fixed());
  }
}
