package io.patchwatch.alerting.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentState;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How fast people are told, take an incident, and mend it. Counted from what happens while this
 * process runs; what is read again at the start is not counted again.
 */
final class OnCallMetrics {

  private static final Duration[] BOUNDS = {
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(4),
    Duration.ofDays(1),
    Duration.ofDays(7),
    Duration.ofDays(30)
  };

  private final MeterRegistry registry;
  private final Map<String, Incident> open = new HashMap<>();

  OnCallMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Takes in a state.
   *
   * @param happensNow whether it is not read again after a start
   */
  void add(Incident now, boolean happensNow) {
    Incident before = now.resolved() ? open.remove(now.id()) : open.put(now.id(), now);
    if (!happensNow) {
      return;
    }
    boolean taken = before != null && before.state() instanceof IncidentState.Acknowledged;
    if (now.state() instanceof IncidentState.Acknowledged by && !taken) {
      record(
          "patchwatch.time.to.acknowledge",
          "From the opening of an incident to its acknowledgement",
          now.severity(),
          now.openedAt(),
          by.at());
    }
    if (now.resolved() && before != null && now.open() == 0) {
      record(
          "patchwatch.time.to.resolve",
          "From the opening of an incident to its end",
          before.severity(),
          now.openedAt(),
          now.changedAt());
    }
  }

  /** Takes in a finding that was just resolved. */
  void add(Finding finding) {
    Finding.Resolution resolution = finding.resolution();
    if (resolution != null
        && resolution.reason() == Finding.Resolution.Reason.FIXED_VERSION_OBSERVED) {
      record(
          "patchwatch.time.to.patch",
          "From the opening of a finding to the observation of a fixed version",
          finding.severity(),
          finding.openedAt(),
          finding.at());
    }
  }

  /** Takes in an attempt to deliver. */
  void add(Receipt receipt) {
    if (receipt.outcome() instanceof Receipt.Outcome.Sent) {
      Counter.builder("patchwatch.messages")
          .description("Messages that a receiver took")
          .tags(
              "receiver",
              receipt.receiver(),
              "kind",
              receipt.kind().name().toLowerCase(Locale.ROOT))
          .register(registry)
          .increment();
    }
  }

  private void record(
      String name, String description, Severity severity, Instant from, Instant to) {
    Timer.builder(name)
        .description(description)
        .tags("severity", severity.label())
        .serviceLevelObjectives(BOUNDS)
        .register(registry)
        .record(from.isAfter(to) ? Duration.ZERO : Duration.between(from, to));
  }
}
