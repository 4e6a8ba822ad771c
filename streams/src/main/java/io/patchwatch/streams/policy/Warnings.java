package io.patchwatch.streams.policy;

import io.patchwatch.events.Asset;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Conclusion.EndOfLife;
import io.patchwatch.events.Conclusion.Unpatched;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.ExceptionEnding;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Resolution;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.RiskAccepted;
import io.patchwatch.events.Severity;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.wiring.Keys;
import io.patchwatch.streams.wiring.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;

/** Warns on each asset of exceptions that end soon. */
final class Warnings {

  private final Duration warnBefore;
  private final KeyValueStore<String, Finding> findings;
  private final KeyValueStore<String, Clock> clocks;

  Warnings(
      Duration warnBefore,
      KeyValueStore<String, Finding> findings,
      KeyValueStore<String, Clock> clocks) {
    this.warnBefore = warnBefore;
    this.findings = findings;
    this.clocks = clocks;
  }

  private record Ending(RiskAccepted accepted, String product, SortedSet<String> covers) {}

  /** Raises the warnings that hold for the asset now, and clears those that do not. */
  void review(Asset asset, ExceptionBook book, Instant now, Consumer<Signal> tell) {
    Map<String, Ending> endings = endings(asset, book, now);
    endings.forEach((fingerprint, ending) -> tell.accept(raise(fingerprint, asset, ending, now)));
    Stores.range(findings, Keys.of(asset.id())).stream()
        .map(entry -> entry.value)
        .filter(it -> it.conclusion() instanceof ExceptionEnding && !it.resolved())
        .filter(it -> !endings.containsKey(it.fingerprint()))
        .forEach(it -> tell.accept(over(it, now)));
  }

  private SortedMap<String, Ending> endings(Asset asset, ExceptionBook book, Instant now) {
    SortedMap<String, Ending> endings = new TreeMap<>();
    for (var entry : Stores.range(clocks, Keys.of(asset.id()))) {
      Signal.Raise held = entry.value.held();
      if (held == null) {
        continue;
      }
      Coverage coverage = book.coverage(asset, held.conclusion(), now);
      RiskAccepted accepted = coverage.accepted();
      if (accepted != null
          && coverage.notAffected() == null
          && !now.isBefore(accepted.until().minus(warnBefore))) {
        endings
            .computeIfAbsent(
                Fingerprints.of("exception-ending", asset.id(), accepted.exception()),
                f -> new Ending(accepted, product(held.conclusion()), new TreeSet<>()))
            .covers()
            .add(subject(held.conclusion()));
      }
    }
    return endings;
  }

  private static Signal.Raise raise(String fingerprint, Asset asset, Ending ending, Instant now) {
    RiskAccepted accepted = ending.accepted();
    return new Signal.Raise(
        fingerprint,
        now,
        asset,
        Severity.MEDIUM,
        new ExceptionEnding(
            ending.product(),
            accepted.exception(),
            accepted.owner(),
            accepted.reason(),
            accepted.until(),
            ending.covers().stream().toList(),
            new Evidence("declared", "exception " + accepted.exception(), null)));
  }

  private static Signal.Clear over(Finding warning, Instant now) {
    return new Signal.Clear(
        warning.fingerprint(),
        now,
        warning.asset().id(),
        new Resolution(
            Resolution.Reason.EXCEPTION_CHANGED,
            "the exception ended, was prolonged or covers nothing here any more"));
  }

  private static String product(Conclusion conclusion) {
    return conclusion.labels().getOrDefault("product", "unknown");
  }

  private static String subject(Conclusion conclusion) {
    if (conclusion instanceof Unpatched it) {
      return it.vulnerability();
    }
    return conclusion instanceof EndOfLife it ? "end of life of " + it.cycle() : conclusion.kind();
  }
}
