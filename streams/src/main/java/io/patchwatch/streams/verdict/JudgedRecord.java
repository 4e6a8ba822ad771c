package io.patchwatch.streams.verdict;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.streams.version.Version;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One advisory record, read once, asked often.
 *
 * @param rank how much its source is trusted, 0 most
 */
record JudgedRecord(
    Advisory advisory, int rank, int laneDepth, Stretches affected, Stretches unaffected) {

  static JudgedRecord of(Advisory advisory, int rank, ProductRules rules) {
    return new JudgedRecord(
        advisory,
        rank,
        rules.laneDepth(),
        Stretches.of(advisory.affected(), rules),
        Stretches.of(advisory.unaffected(), rules));
  }

  /**
   * @param supported whether the span's release cycle is known to be supported, so that its absence
   *     from the record means that it is not affected
   */
  Ruling rule(Span span, boolean supported) {
    Stretch.Cover excepted = cover(unaffected.bounded(), span);
    if (excepted == Stretch.Cover.ALL) {
      return new Ruling.Clear(Ruling.Clear.Because.LISTED, "");
    }
    Ruling ruling = ruleAffected(span, supported);
    if (ruling instanceof Ruling.Hit && excepted == Stretch.Cover.SOME) {
      return partly(span);
    }
    return ruling;
  }

  private Ruling ruleAffected(Span span, boolean supported) {
    return switch (cover(affected.bounded(), span)) {
      case ALL -> new Ruling.Hit();
      case SOME -> partly(span);
      case NONE -> ruleOutside(span, supported);
    };
  }

  private Ruling ruleOutside(Span span, boolean supported) {
    Stretch.Unclear unclear = unclear(span);
    if (unclear != null) {
      return new Ruling.Unsure(Answer.Doubt.Reason.UNDECIDABLE_RANGE, unclear.why());
    }
    if (affected.bounded().isEmpty() && affected.unclear().isEmpty()) {
      return new Ruling.Unsure(
          Answer.Doubt.Reason.UNDECIDABLE_RANGE, "the record names no versions");
    }
    if (!supported && unlisted(span)) {
      return new Ruling.Unsure(
          Answer.Doubt.Reason.UNLISTED_BRANCH,
          "branch "
              + Lane.of(span.low(), laneDepth).name()
              + " lies between the branches that the record lists, and is not known to be supported");
    }
    return clear(span);
  }

  /** An undecidable range counts unless the version is at or after a fix of the same record. */
  private Stretch.@Nullable Unclear unclear(Span span) {
    for (Stretch.Unclear stretch : affected.unclear()) {
      boolean fixed = affected.bounded().stream().anyMatch(known -> known.fixedBy(span.low()));
      if (stretch.concerns(span) && !fixed) {
        return stretch;
      }
    }
    return null;
  }

  private static Ruling partly(Span span) {
    Answer.Doubt.Reason reason =
        Objects.requireNonNullElse(span.reason(), Answer.Doubt.Reason.BRANCH_ONLY);
    return new Ruling.Unsure(
        reason,
        "it may be any version from "
            + span.low().text()
            + (reason == Answer.Doubt.Reason.DEVELOPMENT_BUILD
                ? " on; the build's number does not tell which fixes it holds"
                : " on in its branch; some are affected and some are not"));
  }

  /** Between a fixed older lane and an affected newer one, with nothing said of its own. */
  private boolean unlisted(Span span) {
    Lane own = Lane.of(span.low(), laneDepth);
    boolean older = false;
    boolean newer = false;
    for (Stretch.Bounded stretch : affected.bounded()) {
      Lane first = lane(stretch.low());
      Lane last = lane(stretch.high());
      if (own.equals(first) || own.equals(last)) {
        return false;
      }
      older |= last != null && last.compareTo(own) < 0;
      newer |= first != null && first.compareTo(own) > 0;
    }
    return older && newer;
  }

  private @Nullable Lane lane(@Nullable Version version) {
    return version == null ? null : Lane.of(version, laneDepth);
  }

  private Ruling.Clear clear(Span span) {
    Stretch.Bounded below = null;
    Stretch.Bounded above = null;
    for (Stretch.Bounded stretch : affected.bounded()) {
      if (stretch.endsBefore(span.low())) {
        below = below == null || later(stretch.high(), below.high()) ? stretch : below;
      } else if (above == null || later(above.low(), stretch.low())) {
        above = stretch;
      }
    }
    if (below != null && below.high() != null && (!below.inclusive() || above == null)) {
      return new Ruling.Clear(
          below.inclusive() ? Ruling.Clear.Because.PAST_LAST : Ruling.Clear.Because.FIXED,
          below.high().text());
    }
    if (below == null && above != null && above.low() != null) {
      return new Ruling.Clear(Ruling.Clear.Because.BEFORE_FIRST, above.low().text());
    }
    return new Ruling.Clear(Ruling.Clear.Because.NOT_NAMED, "");
  }

  private static boolean later(@Nullable Version left, @Nullable Version right) {
    return left != null && right != null && left.compareTo(right) > 0;
  }

  private static Stretch.Cover cover(List<Stretch.Bounded> stretches, Span span) {
    Stretch.Cover result = Stretch.Cover.NONE;
    for (Stretch.Bounded stretch : stretches) {
      Stretch.Cover cover = stretch.cover(span);
      if (cover == Stretch.Cover.ALL) {
        return cover;
      }
      result = cover == Stretch.Cover.SOME ? cover : result;
    }
    return result;
  }

  /** The versions that the record calls fixed or not affected, as possible upgrades. */
  Stream<Version> upgrades() {
    Stream<Version> fixed = fixed();
    return Stream.concat(
        fixed, unaffected.bounded().stream().map(Stretch.Bounded::low).filter(Objects::nonNull));
  }

  Stream<Version> fixed() {
    return affected.bounded().stream()
        .filter(stretch -> !stretch.inclusive())
        .map(Stretch.Bounded::high)
        .filter(Objects::nonNull);
  }

  List<String> ranges() {
    return advisory.affected().stream().map(AffectedRange::text).toList();
  }
}
