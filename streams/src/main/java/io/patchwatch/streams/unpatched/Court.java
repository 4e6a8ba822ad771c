package io.patchwatch.streams.unpatched;

import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.Exposure;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.verdict.ProductRules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Both sides meet here: a residence asks for the judgement on its release, and a change of what is
 * known has the releases of its product judged again. A release is judged once for all its
 * residents, and they are told only what differs from what they were told before.
 */
final class Court {

  private final Products products;
  private final Duration coverageGrace;
  private final Library library;
  private final Dockets dockets;
  private final Tenancy tenancy;
  private final Map<String, Instant> awaitingCoverage = new TreeMap<>();

  Court(
      Products products,
      Duration coverageGrace,
      Library library,
      Dockets dockets,
      Tenancy tenancy) {
    this.products = products;
    this.coverageGrace = coverageGrace;
    this.library = library;
    this.dockets = dockets;
    this.tenancy = tenancy;
  }

  /** Learns from the event; false when it tells nothing new. */
  boolean learn(String product, AdvisoryEvent event) {
    return library.learn(product, event);
  }

  /** Products of which releases were seen. */
  Collection<String> products() {
    return dockets.products();
  }

  /** The product whose releases should be judged again because no advisory for it came in time. */
  Collection<String> uncovered(Instant now) {
    return awaitingCoverage.entrySet().stream()
        .filter(entry -> !entry.getValue().isAfter(now))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Judges all releases of the product again and tells their residents what changed. */
  void revise(String product, Instant at, Instant now, Consumer<Signal> tell) {
    awaitingCoverage.remove(product);
    dockets.of(product).forEach(docket -> hear(docket, at, now, tell));
  }

  /** Takes in a residence and tells what follows for its asset. */
  void settle(Residence home, Instant now, Consumer<Signal> tell) {
    Residence former = tenancy.former(home);
    if (home.replacedBy() != null) {
      leave(home, home.replacedBy(), former, tell);
      return;
    }
    Release release = home.release();
    Judgement judgement =
        release == null ? Judgement.NONE : judgement(release, home.at(), now, tell);
    Map<Slot, String> told = former == null ? Map.of() : told(former, now);
    tenancy.move(home);
    if (former == null || !former.asset().equals(home.asset()) || moved(former, home)) {
      judgement.claims().values().forEach(claim -> raise(home, claim, home.at(), tell));
      told.keySet().stream()
          .filter(slot -> !judgement.claims().containsKey(slot))
          .forEach(slot -> clearByVersion(home, slot, judgement, tell));
    }
    tellUnknown(home, judgement, tell);
    tellOfSources(home, former, judgement, tell);
    if (former != null && moved(former, home)) {
      close(former);
    }
  }

  private void leave(
      Residence home, String replacement, @Nullable Residence former, Consumer<Signal> tell) {
    if (former == null) {
      return;
    }
    tenancy.leave(home);
    Set<Slot> slots = new LinkedHashSet<>(told(former, home.at()).keySet());
    slots.addAll(List.of(Slot.UNKNOWN, Slot.CONFLICT, Slot.WENT_BACK));
    slots.forEach(
        slot -> tell.accept(Speech.clear(home, slot, home.at(), Speech.replaced(replacement))));
    close(former);
  }

  private static boolean moved(Residence former, Residence home) {
    return !Objects.equals(former.release(), home.release());
  }

  private Map<Slot, String> told(Residence former, Instant now) {
    Release release = former.release();
    return release == null ? Map.of() : dockets.open(release, now).told();
  }

  private void close(Residence former) {
    Release release = former.release();
    if (release != null && tenancy.vacant(release)) {
      dockets.drop(release);
    }
  }

  private Judgement judgement(Release release, Instant at, Instant now, Consumer<Signal> tell) {
    Judgement known = dockets.judgement(release);
    return known == null ? hear(dockets.open(release, now), at, now, tell) : known;
  }

  private Judgement hear(Docket docket, Instant at, Instant now, Consumer<Signal> tell) {
    Judgement judgement = judge(docket.release(), docket.since(), now);
    Map<Slot, String> before = docket.told();
    Docket after = docket.telling(judgement.substance());
    if (!after.equals(docket)) {
      tenancy.of(docket.release()).forEach(home -> tellChanges(home, before, judgement, at, tell));
    }
    dockets.keep(after, judgement);
    return judgement;
  }

  private void tellChanges(
      Residence home,
      Map<Slot, String> before,
      Judgement judgement,
      Instant at,
      Consumer<Signal> tell) {
    judgement.claims().values().stream()
        .filter(claim -> !claim.substance().equals(before.get(claim.slot())))
        .filter(claim -> home.failing() == null || !claim.slot().equals(Slot.UNKNOWN))
        .forEach(claim -> raise(home, claim, at, tell));
    before.keySet().stream()
        .filter(slot -> !judgement.claims().containsKey(slot))
        .filter(slot -> home.failing() == null || !slot.equals(Slot.UNKNOWN))
        .forEach(slot -> clearByKnowledge(home, slot, judgement, at, tell));
  }

  private void clearByKnowledge(
      Residence home, Slot slot, Judgement judgement, Instant at, Consumer<Signal> tell) {
    String now = judgement.superseded().get(slot.subject());
    if (now != null) {
      tell.accept(Speech.clear(home, slot, at, Speech.superseded(now)));
      return;
    }
    String why = judgement.cleared().get(slot.subject());
    boolean withdrawn = why == null && library.withdrawn(home.product(), slot.subject());
    tell.accept(Speech.clear(home, slot, at, Speech.corrected(slot, withdrawn, why)));
  }

  private static void clearByVersion(
      Residence home, Slot slot, Judgement judgement, Consumer<Signal> tell) {
    String why = judgement.cleared().get(slot.subject());
    String version = home.version() == null ? "" : home.version();
    tell.accept(Speech.clear(home, slot, home.at(), Speech.observed(slot, version, why)));
  }

  private static void raise(Residence home, Claim claim, Instant at, Consumer<Signal> tell) {
    Speech.raise(home, claim, at).ifPresent(tell);
  }

  /** Whether the sources agree, and whether what they say went back. */
  private static void tellOfSources(
      Residence home, @Nullable Residence former, Judgement judgement, Consumer<Signal> tell) {
    Speech.conflict(home).ifPresent(tell);
    Speech.wentBack(home).ifPresent(tell);
    if (former != null && home.conflict().isEmpty() && !former.conflict().isEmpty()) {
      clearByVersion(home, Slot.CONFLICT, judgement, tell);
    }
    if (former != null && home.rollback() == null && former.rollback() != null) {
      clearByVersion(home, Slot.WENT_BACK, judgement, tell);
    }
  }

  /** Silence beats what the last version said, and only an answer ends it. */
  private static void tellUnknown(Residence home, Judgement judgement, Consumer<Signal> tell) {
    if (home.failing() != null) {
      tell.accept(Speech.unanswered(home, home.failing(), home.at()));
      return;
    }
    Claim unclear = judgement.claims().get(Slot.UNKNOWN);
    if (unclear != null) {
      raise(home, unclear, home.at(), tell);
    } else {
      clearByVersion(home, Slot.UNKNOWN, judgement, tell);
    }
  }

  /** Whether the server has what is attacked, as far as is known now. */
  Exposed exposed(ProductNews.Attempted attempt, Instant now) {
    String first = attempt.vulnerabilities().getFirst();
    Residence home = tenancy.home(attempt.product(), attempt.signal().key());
    Release release = home == null ? null : home.release();
    if (home == null || release == null) {
      return new Exposed(first, Exposure.UNKNOWN, "its version was not seen");
    }
    Judgement known = dockets.judgement(release);
    Judgement judgement =
        known == null ? judge(release, dockets.open(release, now).since(), now) : known;
    return judgement.exposed(attempt.vulnerabilities(), home);
  }

  private Judgement judge(Release release, Instant since, Instant now) {
    ProductRules rules = products.rules(release.product());
    if (rules == null) {
      return Judgement.of(
          Uncertainty.unknownProduct(release.product(), products.suggestion(release.product())));
    }
    Instant patience = since.plus(coverageGrace);
    boolean sourced = products.hasAdvisorySource(release.product());
    boolean giveUp = !sourced || !now.isBefore(patience);
    Judgement judgement =
        Judgement.of(
            library
                .judge(rules)
                .judge(release.version(), release.precision(), release.packaged(), day(now)),
            giveUp ? Uncertainty.noCoverage(release.product(), sourced) : null);
    if (judgement.uncovered() && !giveUp) {
      awaitingCoverage.merge(release.product(), patience, (a, b) -> a.isBefore(b) ? a : b);
    }
    return judgement;
  }

  static LocalDate day(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }
}
