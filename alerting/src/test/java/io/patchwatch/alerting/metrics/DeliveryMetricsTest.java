package io.patchwatch.alerting.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.patchwatch.alerting.SampleRecords;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Receipt;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeliveryMetricsTest {

  private static final Receipt.Outcome SENT = new Receipt.Outcome.Sent("HTTP 200");
  private static final Receipt.Outcome RETRY =
      new Receipt.Outcome.Retry(Duration.ofSeconds(1), "HTTP 503");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final DeliveryMetrics metrics = new DeliveryMetrics(registry);
  private final Incident incident =
      SampleRecords.incident(SampleRecords.unpatched("chat-eu-1", 1), 1);

  @Test
  void countsAttemptsByWhatBecameOfThem() {
    metrics.add(SampleRecords.receipt(incident, 1, RETRY));
    metrics.add(SampleRecords.receipt(incident, 2, SENT));
    assertThat(attempts("retry")).isEqualTo(1);
    assertThat(attempts("sent")).isEqualTo(1);
  }

  private double attempts(String outcome) {
    return registry
        .get("patchwatch.deliveries")
        .tags("receiver", "ops", "outcome", outcome)
        .counter()
        .count();
  }

  @Test
  void measuresFromTheChangeOfTheIncidentToItsAcceptance() {
    metrics.add(incident);
    metrics.add(SampleRecords.receipt(incident, 1, RETRY));
    metrics.add(SampleRecords.receipt(incident, 2, SENT));
    var latency = registry.get("patchwatch.notification.latency").tags("receiver", "ops").timer();
    assertThat(latency.count()).isEqualTo(1);
    assertThat(latency.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(400);
  }

  @Test
  void measuresNothingForAnIncidentThatItDoesNotKnow() {
    metrics.add(SampleRecords.receipt(incident, 1, SENT));
    assertThat(registry.find("patchwatch.notification.latency").timer()).isNull();
  }

  @Test
  void countsDeadLettersByTheirTopicAndReader() {
    metrics.add(SampleRecords.deadLetter(1));
    metrics.add(SampleRecords.deadLetter(2));
    assertThat(
            registry
                .get("patchwatch.dead.letters")
                .tags("topic", "patchwatch.software", "reader", "streams")
                .counter()
                .count())
        .isEqualTo(2);
  }
}
