package io.patchwatch.streams.rules;

import io.patchwatch.events.Attacked;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Finding.Resolution;
import io.patchwatch.events.Finding.Resolution.Reason;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.Malfunction;
import io.patchwatch.events.Severity;
import io.patchwatch.streams.life.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words what a case amounts to. */
final class Wording {

  private static final int LONGEST_ADVICE = 2000;
  private static final int MOST_REFERENCES = 5;

  private Wording() {}

  static Signal.Raise raise(Case it, Watch watch, Severity severity, @Nullable String note) {
    return new Signal.Raise(
        fingerprint(it),
        Instant.ofEpochMilli(it.to),
        it.asset,
        severity,
        watch.attack() ? attacked(it, watch, note) : malfunction(it, watch, note));
  }

  /** The same rule and group is the same finding, whatever becomes of the rule's text. */
  static String fingerprint(Case it) {
    List<String> parts = new ArrayList<>(List.of("rule", it.rule));
    parts.addAll(it.group);
    return Fingerprints.of(parts.toArray(String[]::new));
  }

  /** What is explained innocently may still be an attack under its cover: never silent. */
  static Severity explained(Severity severity) {
    if (severity == Severity.CRITICAL) {
      return Severity.MEDIUM;
    }
    return severity.compareTo(Severity.LOW) > 0 ? Severity.LOW : severity;
  }

  private static Conclusion attacked(Case it, Watch watch, @Nullable String note) {
    return new Attacked(
        it.product,
        watch.name(),
        watch.title(),
        named(it, watch, "source.ip", it.addresses),
        it.lastAccount != null ? it.lastAccount : named(it, watch, "user.name", it.accounts),
        Math.max(1, it.count),
        Instant.ofEpochMilli(it.from),
        Instant.ofEpochMilli(it.to),
        it.samples,
        new Evidence("log", it.locator, null),
        servers(it),
        null,
        null,
        note,
        advice(watch),
        references(watch));
  }

  private static Conclusion malfunction(Case it, Watch watch, @Nullable String note) {
    return new Malfunction(
        it.product,
        watch.name(),
        watch.title(),
        subject(it, watch),
        Math.max(1, it.count),
        Instant.ofEpochMilli(it.from),
        Instant.ofEpochMilli(it.to),
        it.samples,
        new Evidence("log", it.locator, null),
        servers(it),
        note,
        advice(watch),
        references(watch));
  }

  private static List<String> servers(Case it) {
    return it.servers.size() > 1 ? it.servers : List.of();
  }

  private static @Nullable String advice(Watch watch) {
    String advice = watch.advice();
    return advice == null || advice.length() <= LONGEST_ADVICE
        ? advice
        : advice.substring(0, LONGEST_ADVICE);
  }

  private static List<String> references(Watch watch) {
    return watch.references().stream().limit(MOST_REFERENCES).toList();
  }

  /** The one value of the field: the group's, or the only one that was seen. */
  private static @Nullable String named(Case it, Watch watch, String field, List<String> seen) {
    int at = watch.key().indexOf(field);
    if (at >= 0 && at < it.group.size() && !it.group.get(at).isEmpty()) {
      return it.group.get(at);
    }
    return seen.size() == 1 ? seen.getFirst() : null;
  }

  private static @Nullable String subject(Case it, Watch watch) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < watch.key().size() && i < it.group.size(); i++) {
      if (!watch.key().get(i).equals(Watch.ASSET) && !it.group.get(i).isEmpty()) {
        values.add(it.group.get(i));
      }
    }
    return values.isEmpty() ? null : String.join(", ", values);
  }

  static Signal.Clear quiet(Case it, boolean attack, Instant at) {
    Duration quiet = Duration.ofMillis(it.quietMillis);
    return new Signal.Clear(
        fingerprint(it),
        at,
        it.asset.id(),
        new Resolution(
            attack ? Reason.ATTACK_ENDED : Reason.QUIET,
            "no such log record for "
                + quiet.toString().substring(2).toLowerCase(Locale.ROOT)
                + "; "
                + it.count
                + " in all"));
  }

  static Signal.Clear withdrawn(Case it, Instant at) {
    return new Signal.Clear(
        fingerprint(it),
        at,
        it.asset.id(),
        new Resolution(
            Reason.RULE_WITHDRAWN, "the rule " + it.rule + " was withdrawn or switched off"));
  }
}
