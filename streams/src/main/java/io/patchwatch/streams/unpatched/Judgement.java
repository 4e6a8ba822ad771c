package io.patchwatch.streams.unpatched;

import io.patchwatch.events.Exposure;
import io.patchwatch.events.Upgrade;
import io.patchwatch.streams.verdict.Answer;
import io.patchwatch.streams.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is claimed of a release.
 *
 * @param claims by what they are about, the worst first
 * @param cleared why the release does not have a vulnerability, by vulnerability
 * @param superseded what vulnerabilities are called now, by the names under which they were told
 * @param uncovered whether no advisory at all is known for the product
 */
record Judgement(
    Map<Slot, Claim> claims,
    Map<String, String> cleared,
    Map<String, String> superseded,
    boolean uncovered) {

  /** Nothing is claimed, for nothing was seen. */
  static final Judgement NONE = new Judgement(Map.of(), Map.of(), Map.of(), false);

  /** A judgement without a verdict. */
  static Judgement of(Claim.Unclear only) {
    return new Judgement(Map.of(only.slot(), only), Map.of(), Map.of(), false);
  }

  /**
   * What a verdict claims.
   *
   * @param noCoverage what to say when no advisory at all is known; null: nothing yet
   */
  static Judgement of(Verdict verdict, Claim.@Nullable Unclear noCoverage) {
    List<Claim> claims = new ArrayList<>();
    List<Upgrade> upgrades = verdict.upgrades();
    for (Answer.Affected answer : verdict.affected()) {
      claims.add(
          new Claim.Vulnerable(answer, verdict.smallestSafe(), verdict.latestSafe(), upgrades));
    }
    if (verdict.support() != null && verdict.support().ended()) {
      claims.add(new Claim.Ended(verdict.support(), verdict.latestSafe()));
    }
    Stream.concat(verdict.unknown().stream(), verdict.remarks().stream())
        .forEach(doubt -> claims.add(new Claim.Doubtful(doubt.vulnerability())));
    Claim.Unclear unclear = verdict.covered() ? Uncertainty.of(verdict) : noCoverage;
    if (unclear != null) {
      claims.add(unclear);
    }
    Map<Slot, Claim> bySlot = new LinkedHashMap<>();
    claims.forEach(claim -> bySlot.put(claim.slot(), claim));
    stillInDoubt(verdict).forEach(doubt -> bySlot.putIfAbsent(doubt.slot(), doubt));
    return new Judgement(bySlot, reasons(verdict), verdict.superseded(), !verdict.covered());
  }

  /** What was told under a former name is not closed while nothing certain stands in its place. */
  private static List<Claim.Doubtful> stillInDoubt(Verdict verdict) {
    Set<String> certain =
        verdict.affected().stream().map(Answer.Affected::vulnerability).collect(Collectors.toSet());
    Set<String> doubted =
        verdict.unknown().stream().map(Answer.Doubt::vulnerability).collect(Collectors.toSet());
    return verdict.superseded().entrySet().stream()
        .filter(name -> doubted.contains(name.getValue()) && !certain.contains(name.getValue()))
        .map(name -> new Claim.Doubtful(name.getKey()))
        .toList();
  }

  private static Map<String, String> reasons(Verdict verdict) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (Answer.NotAffected answer : verdict.notAffected()) {
      reasons.put(answer.vulnerability(), answer.why());
    }
    return reasons;
  }

  /** The substance of each claim: what the residents of the release are told. */
  SortedMap<Slot, String> substance() {
    SortedMap<Slot, String> substance = new TreeMap<>();
    claims.forEach((slot, claim) -> substance.put(slot, claim.substance()));
    return substance;
  }

  /** Whether what runs there has one of these vulnerabilities; silence is no proof of safety. */
  Exposed exposed(List<String> vulnerabilities, Residence home) {
    String runs = home.product() + " " + home.version();
    for (String id : vulnerabilities) {
      if (claims.get(Slot.unpatched(id)) instanceof Claim.Vulnerable) {
        return new Exposed(id, Exposure.VULNERABLE, runs + " has it");
      }
    }
    String first = vulnerabilities.getFirst();
    if (home.failing() != null) {
      return new Exposed(first, Exposure.UNKNOWN, "it does not answer; " + runs + " was seen last");
    }
    if (!cleared.keySet().containsAll(vulnerabilities)) {
      return new Exposed(first, Exposure.UNKNOWN, "no advisory decides it for " + runs);
    }
    return new Exposed(first, Exposure.NOT_AFFECTED, runs + ": " + cleared.get(first));
  }
}
