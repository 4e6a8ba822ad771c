package io.patchwatch.ingest.advisories;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.catalogue.VersionRule;
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
   * @param rule how many leading numbers make a release lane, and how its pre-releases look
   */
  public static List<AffectedRange> split(List<AffectedRange> ranges, VersionRule rule) {
    SortedMap<Dotted, AffectedRange> fixes = fixOfEachLane(ranges, rule.laneDepth());
    Set<AffectedRange> split = new LinkedHashSet<>();
    for (AffectedRange range : ranges) {
      split.addAll(pieces(range, fixes, rule));
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
      AffectedRange range, SortedMap<Dotted, AffectedRange> fixes, VersionRule rule) {
    Dotted end = end(range);
    int depth = rule.laneDepth();
    if (end == null) {
      return List.of(range);
    }
    List<AffectedRange> pieces = new ArrayList<>();
    String start = range.introduced();
    for (AffectedRange fix : fixes.headMap(end.lane(depth)).values()) {
      Dotted fixed = end(fix);
      if (fixed != null && liesIn(fix, fixed, start)) {
        pieces.add(bounded(start, fix));
        start = fixed.nextLane(depth) + firstStage(rule.scheme());
      }
    }
    pieces.add(bounded(start, range));
    return pieces;
  }

  /** What makes a version of a lane's first numbers the least of the lane, pre-releases too. */
  private static String firstStage(String scheme) {
    return switch (scheme) {
      case "semver", "go", "hex", "mattermost" -> "-0";
      case "pep440" -> ".dev0";
      case "maven" -> "-alpha";
      default -> "-dev";
    };
  }

  /** Whether a fix lies in what is left of a range; "before 9.6.0" is no part of "from 9.6.0". */
  private static boolean liesIn(AffectedRange fix, Dotted fixed, @Nullable String start) {
    Dotted first = Dotted.of(start);
    int order = first == null ? 1 : fixed.compareTo(first);
    boolean holdsStart = fix.fixed() == null || !fix.fixed().equals(start);
    return order > 0 || (order == 0 && holdsStart);
  }

  private static AffectedRange bounded(@Nullable String start, AffectedRange end) {
    return new AffectedRange(start, end.fixed(), end.lastAffected(), null, null);
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
