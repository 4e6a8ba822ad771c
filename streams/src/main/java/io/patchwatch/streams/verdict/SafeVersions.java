package io.patchwatch.streams.verdict;

import io.patchwatch.events.Precision;
import io.patchwatch.events.Upgrade;
import io.patchwatch.streams.version.UnreadableVersionException;
import io.patchwatch.streams.version.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which of the releases that the sources name are safe: no vulnerability of the product at all (not
 * merely the one at hand), no pre-release, not end of life. Each release is judged once, when first
 * needed.
 */
final class SafeVersions {

  /** What is wrong with a release: null list of unverified when it is not safe. */
  private record Checked(@Nullable List<String> unverified) {}

  private static final int MOST_TRIED = 20;

  private final ProductRules rules;
  private final Ladder ladder;
  private final Collection<VulnerabilityCase> cases;
  private final Lifecycle lifecycle;
  private final List<Version> candidates;
  private final Map<String, Checked> checked = new ConcurrentHashMap<>();

  SafeVersions(
      ProductRules rules, Ladder ladder, Collection<VulnerabilityCase> cases, Lifecycle lifecycle) {
    this.rules = rules;
    this.ladder = ladder;
    this.cases = cases;
    this.lifecycle = lifecycle;
    Stream<Version> named =
        cases.stream()
            .flatMap(vulnerability -> vulnerability.records().stream())
            .flatMap(JudgedRecord::upgrades);
    this.candidates =
        distinct(
            Stream.concat(named, lifecycle.latest())
                .filter(version -> !version.preRelease() && !version.development())
                .sorted()
                .toList());
  }

  private static List<Version> distinct(List<Version> sorted) {
    List<Version> result = new ArrayList<>();
    for (Version version : sorted) {
      if (result.isEmpty() || result.getLast().compareTo(version) != 0) {
        result.add(version);
      }
    }
    return List.copyOf(result);
  }

  /** The smallest safe one not below {@code running}, in its lane if there is one. */
  @Nullable SafeVersion smallest(Version running, LocalDate today) {
    Lane own = Lane.of(running, rules.laneDepth());
    SafeVersion inLane = smallest(running, own, true, today);
    return inLane != null ? inLane : smallest(running, own, false, today);
  }

  private @Nullable SafeVersion smallest(
      Version running, Lane own, boolean sameLane, LocalDate today) {
    for (Version candidate : candidates) {
      boolean inLane = Lane.of(candidate, rules.laneDepth()).equals(own);
      if (inLane == sameLane && candidate.compareTo(running) >= 0) {
        SafeVersion safe = safe(candidate, inLane, today);
        if (safe != null) {
          return safe;
        }
      }
    }
    return null;
  }

  /** The newest safe one not below {@code running}. */
  @Nullable SafeVersion latest(Version running, LocalDate today) {
    Lane own = Lane.of(running, rules.laneDepth());
    for (Version candidate : candidates.reversed()) {
      if (candidate.compareTo(running) < 0) {
        return null;
      }
      SafeVersion safe = safe(candidate, Lane.of(candidate, rules.laneDepth()).equals(own), today);
      if (safe != null) {
        return safe;
      }
    }
    return null;
  }

  /**
   * The newest release of the running one's lane that leaves least open, though not nothing.
   *
   * @param fewerThan how much the running one has open
   */
  @Nullable Upgrade bestInLane(Version running, boolean supported, int fewerThan) {
    Lane own = Lane.of(running, rules.laneDepth());
    Upgrade best = null;
    int tried = 0;
    for (Version candidate : candidates.reversed()) {
      boolean above = candidate.compareTo(running) > 0;
      if (above && Lane.of(candidate, rules.laneDepth()).equals(own) && tried++ < MOST_TRIED) {
        Upgrade upgrade = leavingOpen(candidate, supported);
        int least = best == null ? fewerThan : best.open().size();
        best = upgrade != null && upgrade.open().size() < least ? upgrade : best;
      }
    }
    return best;
  }

  private @Nullable Upgrade leavingOpen(Version candidate, boolean supported) {
    try {
      Span span = Span.of(rules.scheme(), candidate, Precision.FULL);
      Ladder.Place place = ladder.place(span, rules.laneDepth());
      List<String> open = new ArrayList<>();
      List<String> unverified = new ArrayList<>();
      for (VulnerabilityCase vulnerability : cases) {
        switch (vulnerability.rule(place, supported)) {
          case Ruling.Hit hit -> open.add(vulnerability.vulnerability());
          case Ruling.Unsure unsure -> unverified.add(vulnerability.vulnerability());
          case Ruling.Clear clear -> {}
        }
      }
      return new Upgrade(candidate.text(), true, open, unverified);
    } catch (UnreadableVersionException e) {
      return null;
    }
  }

  private @Nullable SafeVersion safe(Version candidate, boolean sameLane, LocalDate today) {
    Support support = lifecycle.support(candidate, today);
    if (support != null && support.ended()) {
      return null;
    }
    boolean supported = support != null;
    List<String> unverified =
        checked
            .computeIfAbsent(candidate.text() + supported, key -> check(candidate, supported))
            .unverified();
    return unverified == null ? null : new SafeVersion(candidate.text(), sameLane, unverified);
  }

  private Checked check(Version candidate, boolean supported) {
    try {
      Span span = Span.of(rules.scheme(), candidate, Precision.FULL);
      Ladder.Place place = ladder.place(span, rules.laneDepth());
      List<String> unverified = new ArrayList<>();
      for (VulnerabilityCase vulnerability : cases) {
        switch (vulnerability.rule(place, supported)) {
          case Ruling.Hit hit -> {
            return new Checked(null);
          }
          case Ruling.Unsure unsure -> {
            if (!unsure.reason().inRecord()) {
              return new Checked(null);
            }
            unverified.add(vulnerability.vulnerability());
          }
          case Ruling.Clear clear -> {}
        }
      }
      return new Checked(List.copyOf(unverified));
    } catch (UnreadableVersionException e) {
      return new Checked(null);
    }
  }
}
