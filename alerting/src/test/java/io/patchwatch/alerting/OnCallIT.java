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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a finding on a real broker to a real HTTP server. */
class OnCallIT {

  private static final Logger LOG = LoggerFactory.getLogger(OnCallIT.class);
  private static final int PAGES = 12;
  private static final int WARM_UP = 3;
  private static final int STORM = 10_000;
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

  private static AlertingSettings settings(TestReceiver receiver, int burst) {
    Receiver ops = Receiver.webhook("ops", WebhookSettings.to(receiver.url(), "s3cret"));
    return new AlertingSettings(
        Route.to("ops"), List.of(ops), null, burst, null, null, Duration.ZERO, null, null);
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
      AlertingSettings settings = settings(receiver, 5);
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

  @Test
  void oneInstanceAndThreeTellTheSameAlsoWhenOneLeaves() {
    new OnCallInstances(broker, directory).play();
  }

  @Test
  void pagesWithinSeconds() {
    broker.createTopics("quick.");
    try (TestReceiver receiver = TestReceiver.start();
        OnCallRole engine = engine(settings(receiver, 1000), "quick.", "q");
        CourierRole courier = courier(settings(receiver, 1000), "quick.")) {
      List<Duration> took = new ArrayList<>();
      for (int i = 0; i < PAGES; i++) {
        long start = System.nanoTime();
        int calls = i + 1;
        tell("quick.", unpatched("chat-" + i, "CVE-" + i, Severity.HIGH));
        await()
            .atMost(LONG)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> receiver.calls().size() == calls);
        took.add(Duration.ofNanos(System.nanoTime() - start));
      }
      took.subList(0, WARM_UP).clear();
      took.sort(Comparator.naturalOrder());
      LOG.info(
          "finding to webhook: median {}, worst {}", took.get(took.size() / 2), took.getLast());
      assertThat(took.get(took.size() / 2)).isLessThan(Duration.ofSeconds(2));
      assertThat(engine.ready() && courier.ready()).isTrue();
    }
  }

  @Test
  void staysQuietAndQuickInAStorm() {
    broker.createTopics("storm.");
    try (TestReceiver receiver = TestReceiver.start();
        OnCallRole engine = engine(settings(receiver, 5), "storm.", "s");
        CourierRole courier = courier(settings(receiver, 5), "storm.")) {
      long start = System.nanoTime();
      for (int i = 0; i < STORM; i++) {
        Severity severity = i % 10 == 0 ? Severity.CRITICAL : Severity.LOW;
        Finding finding = unpatched("chat-" + i, "CVE-" + i, severity);
        broker.writeLater(Topic.FINDINGS, "storm.", finding.fingerprint(), finding);
      }
      await().atMost(LONG).until(() -> toldOfCritical(receiver));
      Duration first = Duration.ofNanos(System.nanoTime() - start);
      await()
          .atMost(LONG)
          .until(() -> engine.openIncidents().bySeverity().get(Severity.CRITICAL) == STORM / 10);
      Duration all = Duration.ofNanos(System.nanoTime() - start);
      LOG.info(
          "storm: first critical page after {}, all {} incidents open after {}", first, STORM, all);
      await().atMost(LONG).until(() -> receiver.calls().size() >= 5);
      long calls = receiver.calls().size();
      long minutes = Duration.ofNanos(System.nanoTime() - start).toMinutes() + 1;
      assertThat(calls).isLessThanOrEqualTo(6 * minutes);
      assertThat(courier.ready()).isTrue();
    }
  }

  private static boolean toldOfCritical(TestReceiver receiver) {
    return receiver.calls().stream().anyMatch(call -> call.text("title").contains("critical"));
  }
}
