package io.patchwatch.alerting.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What became of messages, and what could not be read, counted since this process started. */
final class DeliveryMetrics {

  private static final int REMEMBERED = 20_000;

  private final MeterRegistry registry;
  private final Map<String, Instant> changedAt =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  DeliveryMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void add(Incident incident) {
    changedAt.put(incident.id(), incident.changedAt());
  }

  void add(Receipt receipt) {
    String outcome = receipt.outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    Counter.builder("patchwatch.deliveries")
        .description("Attempts to deliver a message, by what became of them")
        .tags("receiver", receipt.receiver(), "outcome", outcome)
        .register(registry)
        .increment();
    Timer.builder("patchwatch.delivery.duration")
        .description("How long a receiver took to answer")
        .tags("receiver", receipt.receiver())
        .register(registry)
        .record(receipt.took());
    if (receipt.outcome() instanceof Receipt.Outcome.Sent) {
      receipt.incidents().forEach(incident -> timeToNotify(incident, receipt));
    }
  }

  private void timeToNotify(String incident, Receipt receipt) {
    Instant changed = changedAt.get(incident);
    if (changed != null && !changed.isAfter(receipt.at())) {
      Timer.builder("patchwatch.notification.latency")
          .description("From the change of an incident to the receiver's acceptance of the message")
          .tags("receiver", receipt.receiver())
          .publishPercentileHistogram()
          .minimumExpectedValue(Duration.ofMillis(10))
          .maximumExpectedValue(Duration.ofMinutes(5))
          .register(registry)
          .record(Duration.between(changed, receipt.at()));
    }
  }

  void add(DeadLetter letter) {
    Counter.builder("patchwatch.dead.letters")
        .description("Records that could not be read, by the topic that they came from")
        .tags("topic", letter.topic(), "reader", letter.reader())
        .register(registry)
        .increment();
  }
}
