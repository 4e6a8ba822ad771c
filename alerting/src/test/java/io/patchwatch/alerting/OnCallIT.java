package io.patchwatch.alerting;

import static io.patchwatch.alerting.Findings.fixed;
import static io.patchwatch.alerting.Findings.unpatched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.patchwatch.alerting.courier.webhook.WebhookSettings;
import io.patchwatch.alerting.routing.Route;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Severity;
import io.patchwatch.events.Trace;
import io.patchwatch.events.topics.Topic;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a finding on a real broker to a real HTTP server. */
class OnCallIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static Broker broker;

  @TempDir private Path directory;

  @BeforeAll
  static void startKafka() {
    broker = new Broker();
  }

  @AfterAll
  static void stopKafka() {
    broker.close();
  }

  private static AlertingSettings settings(TestReceiver receiver) {
    Receiver ops = Receiver.webhook("ops", WebhookSettings.to(receiver.url(), "s3cret"));
    return new AlertingSettings(
        Route.to("ops"), List.of(ops), null, null, null, null, Duration.ZERO, null, null);
  }

  private static Trace tell(String prefix, Finding finding) {
    return broker.write(Topic.FINDINGS, prefix, finding.fingerprint(), finding);
  }

  private OnCallRole engine(AlertingSettings settings, String prefix, String instance) {
    Path state = directory.resolve(instance);
    OnCallRole engine = OnCallRole.start(settings, prefix, broker.client(), state, name -> name);
    await().atMost(LONG).until(engine::ready);
    return engine;
  }

  private static CourierRole courier(AlertingSettings settings, String prefix) {
    CourierRole courier =
        CourierRole.start(settings, prefix, broker.client(), Clock.systemUTC(), System.out);
    await().atMost(LONG).until(courier::ready);
    return courier;
  }

  @Test
  void pagesAndResolvesOnceAcrossRestartsOfEngineAndCourier() {
    broker.createTopics("one.");
    Finding open = unpatched("chat-eu-1", "CVE-2023-32315", Severity.CRITICAL);
    try (TestReceiver receiver = TestReceiver.start()) {
      AlertingSettings settings = settings(receiver);
      Trace trace;
      try (OnCallRole engine = engine(settings, "one.", "a");
          CourierRole courier = courier(settings, "one.")) {
        trace = tell("one.", open);
        await().atMost(LONG).until(() -> receiver.calls().size() == 1);
        await().until(() -> courier.tally().byReceiver().get("ops").sent() == 1);
        assertThat(engine.openIncidents().bySeverity()).containsEntry(Severity.CRITICAL, 1L);
      }
      TestReceiver.Call page = receiver.calls().get(0);
      assertThat(page.text("kind")).isEqualTo("opened");
      assertThat(page.text("trace")).isEqualTo(trace.id());
      // the second engine has lost its disk: it restores its stores from Kafka
      try (OnCallRole engine = engine(settings, "one.", "b");
          CourierRole courier = courier(settings, "one.")) {
        tell("one.", fixed(open));
        await().atMost(LONG).until(() -> receiver.calls().size() >= 2);
        await().until(() -> courier.tally().byReceiver().get("ops").sent() == 1);
        assertThat(engine.openIncidents().bySeverity()).containsEntry(Severity.CRITICAL, 0L);
      }
      assertThat(receiver.calls())
          .extracting(call -> call.text("kind"))
          .containsExactly("opened", "resolved");
    }
  }
}
