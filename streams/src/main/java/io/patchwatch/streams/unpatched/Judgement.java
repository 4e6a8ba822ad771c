package io.patchwatch.streams.unpatched;

import io.patchwatch.streams.verdict.Answer;
import io.patchwatch.streams.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is claimed of a release.
 *
 * @param claims by what they are about, the worst first
 * @param cleared why the release does not have a vulnerability, by vulnerability
 * @param uncovered whether no advisory at all is known for the product
 */
record Judgement(Map<Slot, Claim> claims, Map<String, String> cleared, boolean uncovered) {

  /** Nothing is claimed, for nothing was seen. */
  static final Judgement NONE = new Judgement(Map.of(), Map.of(), false);

  /** A judgement without a verdict. */
  static Judgement of(Claim.Unclear only) {
    return new Judgement(Map.of(only.slot(), only), Map.of(), false);
  }

  /**
   * What a verdict claims.
   *
   * @param noCoverage what to say when no advisory at all is known; null: nothing yet
   */
  static Judgement of(Verdict verdict, Claim.@Nullable Unclear noCoverage) {
    List<Claim> claims = new ArrayList<>();
    verdict
        .affected()
        .forEach(
            answer ->
                claims.add(
                    new Claim.Vulnerable(answer, verdict.smallestSafe(), verdict.latestSafe())));
    if (verdict.support() != null && verdict.support().ended()) {
      claims.add(new Claim.Ended(verdict.support(), verdict.latestSafe()));
    }
    verdict.unknown().forEach(doubt -> claims.add(new Claim.Doubtful(doubt.vulnerability())));
    Claim.Unclear unclear = verdict.covered() ? Uncertainty.of(verdict) : noCoverage;
    if (unclear != null) {
      claims.add(unclear);
    }
    Map<Slot, Claim> bySlot = new LinkedHashMap<>();
    claims.forEach(claim -> bySlot.put(claim.slot(), claim));
    return new Judgement(bySlot, reasons(verdict), !verdict.covered());
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
}
