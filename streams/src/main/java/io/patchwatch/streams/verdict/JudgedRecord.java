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
    Advisory advisory,
    int rank,
    List<Ladder.Step> affected,
    List<Stretch.Unclear> unclear,
    List<Ladder.Step> unaffected) {

  /**
   * @param supported whether the place's release cycle is known to be supported, so that its
   *     absence from the record means that it is not affected
   */
  Ruling rule(Ladder.Place place, boolean supported) {
    Stretch.Cover excepted = cover(unaffected, place);
    if (excepted == Stretch.Cover.ALL) {
      return new Ruling.Clear(Ruling.Clear.Because.LISTED, "");
    }
    return switch (coverOfAffected(place)) {
      case ALL -> excepted == Stretch.Cover.SOME ? partly(place.span()) : new Ruling.Hit();
      case SOME -> partly(place.span());
      case NONE -> ruleOutside(place, supported);
    };
  }

  private Ruling ruleOutside(Ladder.Place place, boolean supported) {
    Stretch.Unclear unclear = unclear(place);
    if (unclear != null) {
      return new Ruling.Unsure(Answer.Doubt.Reason.UNDECIDABLE_RANGE, unclear.why());
    }
    if (advisory.affected().isEmpty()) {
      return new Ruling.Unsure(
          Answer.Doubt.Reason.UNDECIDABLE_RANGE, "the record names no versions");
    }
    if (!supported && unlisted(place)) {
      return new Ruling.Unsure(
          Answer.Doubt.Reason.UNLISTED_BRANCH,
          "branch "
              + place.lane().name()
              + " lies between the branches that the record lists, and is not known to be supported");
    }
    return clear(place);
  }

  /** An undecidable range counts unless the version is at or after a fix of the same record. */
  private Stretch.@Nullable Unclear unclear(Ladder.Place place) {
    for (Stretch.Unclear stretch : unclear) {
      boolean fixed = affected.stream().anyMatch(step -> step.fixedBefore(place));
      if (stretch.concerns(place.span()) && !fixed) {
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
  private boolean unlisted(Ladder.Place place) {
    Lane own = place.lane();
    boolean older = false;
    boolean newer = false;
    for (Ladder.Step step : affected) {
      Lane first = step.first();
      Lane last = step.last();
      if (own.equals(first) || own.equals(last)) {
        return false;
      }
      older |= last != null && last.compareTo(own) < 0;
      newer |= first != null && first.compareTo(own) > 0;
    }
    return older && newer;
  }

  private Ruling.Clear clear(Ladder.Place place) {
    Ladder.Step below = null;
    Ladder.Step above = null;
    for (Ladder.Step step : affected) {
      if (step.endsBefore(place)) {
        below = below == null || step.high() > below.high() ? step : below;
      } else {
        above = above == null || step.low() < above.low() ? step : above;
      }
    }
    return nearest(below, above);
  }

  private static Ruling.Clear nearest(Ladder.@Nullable Step below, Ladder.@Nullable Step above) {
    Version last = below == null ? null : below.stretch().high();
    Version first = above == null ? null : above.stretch().low();
    if (below != null && last != null && (!below.stretch().inclusive() || above == null)) {
      return new Ruling.Clear(
          below.stretch().inclusive() ? Ruling.Clear.Because.PAST_LAST : Ruling.Clear.Because.FIXED,
          last.text());
    }
    if (below == null && first != null) {
      return new Ruling.Clear(Ruling.Clear.Because.BEFORE_FIRST, first.text());
    }
    return new Ruling.Clear(Ruling.Clear.Because.NOT_NAMED, "");
  }

  /**
   * A record may list "before 21.1.10, before 22.0.11, before 23.0.3". Taken as written, the last
   * one flags the patched 21.1.10; meant are the fixes of three branches. So a range that reaches
   * into a lane from below does not count there where the version has reached the lane's own fix.
   */
  private Stretch.Cover coverOfAffected(Ladder.Place place) {
    Stretch.Cover plain = cover(affected, place);
    if (plain == Stretch.Cover.NONE || !fixedInLane(place)) {
      return plain;
    }
    return cover(affected.stream().filter(step -> step.startsIn(place.lane())).toList(), place);
  }

  private boolean fixedInLane(Ladder.Place place) {
    for (Ladder.Step step : affected) {
      if (place.lane().equals(step.last()) && step.fixedBefore(place)) {
        return true;
      }
    }
    return false;
  }

  private static Stretch.Cover cover(List<Ladder.Step> steps, Ladder.Place place) {
    Stretch.Cover result = Stretch.Cover.NONE;
    for (Ladder.Step step : steps) {
      Stretch.Cover cover = step.cover(place);
      if (cover == Stretch.Cover.ALL) {
        return cover;
      }
      result = cover == Stretch.Cover.SOME ? cover : result;
    }
    return result;
  }

  /** The versions that the record calls fixed or not affected, as possible upgrades. */
  Stream<Version> upgrades() {
    return Stream.concat(
        fixed(), unaffected.stream().map(step -> step.stretch().low()).filter(Objects::nonNull));
  }

  /** The versions that the record calls fixed. */
  Stream<Version> fixed() {
    return affected.stream()
        .map(Ladder.Step::stretch)
        .filter(stretch -> !stretch.inclusive())
        .map(Stretch.Bounded::high)
        .filter(Objects::nonNull);
  }

  List<String> ranges() {
    return advisory.affected().stream().map(AffectedRange::text).toList();
  }
}
