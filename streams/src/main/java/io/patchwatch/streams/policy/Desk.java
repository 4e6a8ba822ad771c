package io.patchwatch.streams.policy;

import io.patchwatch.events.Conclusion.EndOfLife;
import io.patchwatch.events.Conclusion.Unpatched;
import io.patchwatch.events.Finding;
import io.patchwatch.events.RiskAccepted;
import io.patchwatch.streams.life.Life;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.wiring.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What policy makes of signals: it gives due dates, resolves what an exception covers and opens it
 * again when the exception ends. Looking at the same thing twice tells nothing new.
 */
final class Desk {

  private final PatchClock patchClock;
  private final Duration warnBefore;
  private final KeyValueStore<String, Finding> findings;
  private final KeyValueStore<String, Clock> clocks;
  private final Warnings warnings;
  private final Wakes wakes = new Wakes();
  private ExceptionBook book;

  Desk(
      Policy policy,
      ExceptionBook book,
      KeyValueStore<String, Finding> findings,
      KeyValueStore<String, Clock> clocks) {
    this.patchClock = new PatchClock(policy);
    this.warnBefore = policy.exceptions().warnBefore();
    this.book = book;
    this.findings = findings;
    this.clocks = clocks;
    this.warnings = new Warnings(warnBefore, findings, clocks);
  }

  /** Takes a signal. */
  void take(Signal signal, Instant now, Consumer<Finding> tell) {
    String key = Keys.of(signal.key(), signal.fingerprint());
    switch (signal) {
      case Signal.Raise raise -> raise(key, raise, now, tell);
      case Signal.Clear clear -> clear(key, clear, now, tell);
    }
  }

  /** Takes other exceptions and looks at everything again. */
  void reconsider(ExceptionBook changed, Instant now, Consumer<Finding> tell) {
    book = changed;
    keys().forEach(key -> review(key, now, tell));
  }

  /** Looks at what changes because time passes. */
  void tick(Instant now, Consumer<Finding> tell) {
    wakes.due(now).forEach(key -> review(key, now, tell));
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, Clock> all = clocks.all()) {
      all.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }

  private void review(String key, Instant now, Consumer<Finding> tell) {
    Clock clock = clocks.get(key);
    if (clock == null) {
      return;
    }
    Signal.Raise again = clock.held() == null ? raised(findings.get(key), now) : clock.held();
    if (again != null) {
      raise(key, again, now, tell);
    }
  }

  private static Signal.@Nullable Raise raised(@Nullable Finding finding, Instant now) {
    return finding == null || finding.resolved()
        ? null
        : new Signal.Raise(
            finding.fingerprint(), now, finding.asset(), finding.severity(), finding.conclusion());
  }

  private void raise(String key, Signal.Raise raise, Instant now, Consumer<Finding> tell) {
    if (!(raise.conclusion() instanceof Unpatched) && !(raise.conclusion() instanceof EndOfLife)) {
      next(key, raise, tell);
      return;
    }
    Clock before = clocks.get(key);
    Instant since = before == null ? now : before.since();
    Coverage coverage = book.coverage(raise.asset(), raise.conclusion(), now);
    boolean held = before != null && before.held() != null;
    keep(key, before, new Clock(since, coverage.covers() ? raise : null));
    if (coverage.covers()) {
      next(key, Resolutions.covered(raise, coverage, now), tell);
      wakes.set(key, nextLook(coverage.accepted(), now));
    } else {
      next(key, stand(key, raise, coverage, since, held, now), tell);
    }
    if (held || ending(coverage.accepted(), now)) {
      warnings.review(raise.asset(), book, now, signal -> next(signal, tell));
    }
  }

  private void keep(String key, @Nullable Clock before, Clock after) {
    if (!after.equals(before)) {
      clocks.put(key, after);
    }
  }

  private Signal.Raise stand(
      String key,
      Signal.Raise raise,
      Coverage coverage,
      Instant since,
      boolean returns,
      Instant now) {
    Instant at = returns && now.isAfter(raise.at()) ? now : raise.at();
    if (!(raise.conclusion() instanceof Unpatched finding)) {
      wakes.set(key, null);
      return raise.at().equals(at)
          ? raise
          : new Signal.Raise(
              raise.fingerprint(), at, raise.asset(), raise.severity(), raise.conclusion());
    }
    Stand stand = patchClock.stand(raise.asset(), raise.severity(), finding, since, now);
    wakes.set(key, stand.next());
    return new Signal.Raise(
        raise.fingerprint(),
        at,
        raise.asset(),
        raise.severity(),
        finding.standing(stand.due(), stand.status(), coverage.note()));
  }

  private void clear(String key, Signal.Clear clear, Instant now, Consumer<Finding> tell) {
    Clock before = clocks.get(key);
    if (before != null) {
      clocks.delete(key);
      wakes.set(key, null);
    }
    next(key, clear, tell);
    if (before != null && before.held() != null) {
      warnings.review(before.held().asset(), book, now, signal -> next(signal, tell));
    }
  }

  private boolean ending(@Nullable RiskAccepted accepted, Instant now) {
    return accepted != null && !now.isBefore(accepted.until().minus(warnBefore));
  }

  private @Nullable Instant nextLook(@Nullable RiskAccepted accepted, Instant now) {
    if (accepted == null) {
      return null;
    }
    Instant warning = accepted.until().minus(warnBefore);
    return now.isBefore(warning) ? warning : accepted.until();
  }

  private void next(Signal signal, Consumer<Finding> tell) {
    next(Keys.of(signal.key(), signal.fingerprint()), signal, tell);
  }

  private void next(String key, Signal signal, Consumer<Finding> tell) {
    Life.next(findings.get(key), signal)
        .ifPresent(
            next -> {
              findings.put(key, next);
              tell.accept(next);
            });
  }
}
