package io.patchwatch.streams.anomaly;

import io.patchwatch.events.Anomalous;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Finding.Resolution;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.Severity;
import io.patchwatch.events.Silent;
import io.patchwatch.streams.anomaly.count.Measure;
import io.patchwatch.streams.anomaly.count.Surprise;
import io.patchwatch.streams.anomaly.count.Verdict;
import io.patchwatch.streams.life.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Words what counts amount to. Never critical: a count alone proves no attack. */
final class CountWords {

  private static final long DAY = 24 * 60;
  private static final long WEEK = 7 * DAY;
  private static final int MOST_NAMED = 20;

  private CountWords() {}

  static Signal of(Listened server, Verdict verdict, long minute) {
    Instant at = Listened.start(minute);
    return switch (verdict) {
      case Verdict.Unusual it -> unusual(server, it, at);
      case Verdict.Usual it ->
          new Signal.Clear(
              fingerprint(server, it.measure().label()),
              at,
              server.asset().id(),
              new Resolution(
                  Resolution.Reason.USUAL_AGAIN, "as usual again for a quarter of an hour"));
    };
  }

  private static Signal unusual(Listened server, Verdict.Unusual verdict, Instant at) {
    Surprise it = verdict.surprise();
    boolean learning = it.expected() <= 0 && it.score() >= 300;
    Instant from = at.minusSeconds(60L * (it.minutes() - 1));
    return new Signal.Raise(
        fingerprint(server, verdict.measure().label()),
        at,
        server.asset(),
        severity(verdict.measure()),
        new Anomalous(
            server.product(),
            verdict.measure().label(),
            title(verdict.measure(), it, learning),
            it.count(),
            learning ? null : rounded(it.expected()),
            learning ? null : rounded(it.score()),
            from,
            at.plusSeconds(60),
            Listened.start(Math.max(0, server.counts().since())),
            confidence(it, learning),
            List.of(),
            new Evidence("log", server.locator(), null)));
  }

  private static Severity severity(Measure measure) {
    return measure == Measure.TRAFFIC ? Severity.LOW : Severity.MEDIUM;
  }

  private static String title(Measure measure, Surprise it, boolean learning) {
    String what =
        switch (measure) {
          case ERRORS -> "errors";
          case LOGIN_FAILURES -> "failed logins";
          case TRAFFIC -> "log records";
        };
    String span = it.minutes() == 1 ? "a minute" : it.minutes() + " minutes";
    String usual =
        learning
            ? "more than any server should have"
            : String.format(Locale.ROOT, "about %s are usual then", usual(it.expected()));
    return String.format(
        Locale.ROOT, "Unusually many %s: %d in %s, %s", what, it.count(), span, usual);
  }

  private static String usual(double expected) {
    return expected < 10 ? String.format(Locale.ROOT, "%.1f", expected) : "" + Math.round(expected);
  }

  private static String confidence(Surprise it, boolean learning) {
    if (learning) {
      return "fixed limit: it is not known yet what is usual here ("
          + it.learnedMinutes() / 60
          + " h learned)";
    }
    String learned =
        it.learnedMinutes() >= WEEK
            ? "high: a week or more was learned"
            : "medium: only " + it.learnedMinutes() / DAY + " days were learned";
    return String.format(Locale.ROOT, "%s; by chance once in 10^%.0f", learned, it.score());
  }

  static Signal silent(Listened server, Surprise it, Instant at) {
    return new Signal.Raise(
        fingerprint(server, "silent"),
        at,
        server.asset(),
        Severity.MEDIUM,
        new Silent(
            server.product(),
            server.lastRecord(),
            rounded(it.expected()),
            rounded(it.score()),
            List.of(server.asset().id()),
            1,
            "no record for "
                + it.minutes()
                + " minutes: see whether the server runs, writes its log, and is read by the collector",
            new Evidence("log", server.locator(), null)));
  }

  static Signal speaksAgain(Listened server, Instant at) {
    return new Signal.Clear(
        fingerprint(server, "silent"),
        at,
        server.asset().id(),
        new Resolution(Resolution.Reason.USUAL_AGAIN, "log records come again"));
  }

  static Signal pipelineSilent(int partition, List<Listened> silent, double expected, Instant at) {
    List<String> names = silent.stream().map(s -> s.asset().id()).sorted().toList();
    return new Signal.Raise(
        pipeline(partition),
        at,
        asset(partition),
        Severity.HIGH,
        new Silent(
            Silent.PIPELINE,
            silent.stream()
                .map(Listened::lastRecord)
                .filter(t -> t != null)
                .max(Instant::compareTo)
                .orElse(null),
            rounded(expected),
            300,
            names.subList(0, Math.min(MOST_NAMED, names.size())),
            names.size(),
            "many servers fell silent together, so it is rather the collectors or Kafka than they: see /readyz and patchwatch_tail_lag_bytes",
            new Evidence("log", "partition " + partition, null)));
  }

  static Signal pipelineSpeaks(int partition, Instant at) {
    return new Signal.Clear(
        pipeline(partition),
        at,
        asset(partition).id(),
        new Resolution(Resolution.Reason.USUAL_AGAIN, "log records come again"));
  }

  private static Asset asset(int partition) {
    return Asset.of("pipeline:logs-" + partition);
  }

  private static String pipeline(int partition) {
    return Fingerprints.of("silent", "pipeline", String.valueOf(partition));
  }

  private static String fingerprint(Listened server, String what) {
    return Fingerprints.of("anomalous", what, server.asset().id(), server.product());
  }

  private static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
