package io.patchwatch.alerting;

import static io.patchwatch.alerting.TestReceiver.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.patchwatch.alerting.courier.webhook.WebhookSettings;
import io.patchwatch.alerting.routing.Route;
import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Deliveries on a real broker, brought to real HTTP servers. */
class CourierIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Clock CLOCK = Clock.systemUTC();
  private static Broker broker;

  private final TestReceiver ops = TestReceiver.start();
  private final TestReceiver night = TestReceiver.start();
  private String prefix;

  @BeforeAll
  static void startKafka() {
    broker = new Broker();
  }

  @AfterAll
  static void stopKafka() {
    broker.close();
  }

  @BeforeEach
  void createTopics(TestInfo test) {
    prefix = test.getTestMethod().orElseThrow().getName() + ".";
    broker.createTopics(prefix);
  }

  @AfterEach
  void stopReceivers() {
    ops.close();
    night.close();
  }

  private CourierRole courier() {
    var receivers =
        List.of(
            Receiver.webhook("ops", WebhookSettings.to(ops.url(), null)),
            Receiver.webhook("night", WebhookSettings.to(night.url(), null)));
    return CourierRole.start(
        AlertingSettings.of(Route.to("ops"), receivers),
        prefix,
        broker.client(),
        CLOCK,
        System.out);
  }

  private Delivery deliver(String id, String key, String receiver) {
    Delivery delivery = Samples.delivery(id, key, receiver, now());
    broker.write(Topic.DELIVERIES, prefix, receiver, delivery);
    return delivery;
  }

  private static Instant now() {
    return CLOCK.instant();
  }

  private static List<String> ids(TestReceiver receiver) {
    return receiver.calls().stream().map(call -> call.text("delivery")).toList();
  }

  private List<Receipt> receipts() {
    return broker.read(Topic.RECEIPTS, prefix, Receipt.class);
  }

  @Test
  void keepsTheOrderOfOneIncidentWhileItTriesAgain() {
    ops.answering(status(500), status(503));
    deliver("d-1", "incident-a", "ops");
    deliver("d-2", "incident-a", "ops");
    try (CourierRole courier = courier()) {
      await().atMost(LONG).until(() -> receipts().size() == 4);
      assertThat(courier.tally().byReceiver().get("ops").sent()).isEqualTo(2);
      assertThat(courier.tally().byReceiver().get("ops").retried()).isEqualTo(2);
    }
    assertThat(ids(ops)).containsExactly("d-1", "d-1", "d-1", "d-2");
    assertThat(receipts())
        .extracting(Receipt::id)
        .containsExactlyInAnyOrder("d-1-1", "d-1-2", "d-1-3", "d-2-1");
  }

  @Test
  void doesNotLetASlowReceiverDelayAnother() {
    CountDownLatch over = new CountDownLatch(1);
    ops.answering(call -> wait(over));
    try (CourierRole courier = courier()) {
      deliver("d-1", "incident-a", "ops");
      await().atMost(LONG).until(() -> ops.calls().size() == 1);
      for (int i = 0; i < 20; i++) {
        deliver("n-" + i, "incident-a", "night");
      }
      await().atMost(LONG).until(() -> night.calls().size() == 20);
      assertThat(courier.tally().byReceiver().get("ops").all()).isZero();
      over.countDown();
    }
  }

  @Test
  void sendsAgainWithTheSameIdWhatMayNotHaveArrived() {
    CountDownLatch over = new CountDownLatch(1);
    ops.answering(call -> wait(over));
    deliver("d-1", "incident-a", "ops");
    CourierRole killed = courier();
    await().atMost(LONG).until(() -> ops.calls().size() == 1);
    killed.close();
    over.countDown();
    try (CourierRole courier = courier()) {
      await().atMost(LONG).until(() -> courier.tally().byReceiver().get("ops").sent() == 1);
    }
    assertThat(ids(ops)).containsExactly("d-1", "d-1");
  }

  @Test
  void doesNotSendWhatHasAReceiptThoughItsOffsetWasNotCommitted() {
    Delivery done = deliver("d-1", "incident-a", "ops");
    broker.write(Topic.RECEIPTS, prefix, "ops", receipt(done, new Receipt.Outcome.Sent("200")));
    Delivery tried = deliver("d-2", "incident-a", "ops");
    Receipt.Outcome failed = new Receipt.Outcome.Retry(Duration.ZERO, "HTTP 503");
    broker.write(Topic.RECEIPTS, prefix, "ops", receipt(tried, failed));
    try (CourierRole courier = courier()) {
      await().atMost(LONG).until(() -> courier.tally().byReceiver().get("ops").sent() == 1);
    }
    assertThat(ids(ops)).containsExactly("d-2");
  }

  @Test
  void sendsNothingTwiceAfterACleanRestart() {
    deliver("d-1", "incident-a", "ops");
    try (CourierRole courier = courier()) {
      await().atMost(LONG).until(() -> courier.tally().byReceiver().get("ops").sent() == 1);
    }
    deliver("d-2", "incident-b", "ops");
    try (CourierRole courier = courier()) {
      await().atMost(LONG).until(() -> courier.tally().byReceiver().get("ops").sent() == 1);
    }
    assertThat(ids(ops)).containsExactly("d-1", "d-2");
  }

  @Test
  void goesOnAfterWhatCannotBeReadOrReached() {
    broker.writeBytes(
        Topic.DELIVERIES, prefix, "ops", "no delivery".getBytes(StandardCharsets.UTF_8));
    deliver("d-1", "incident-a", "who");
    ops.answering(status(400));
    deliver("d-2", "incident-a", "ops");
    deliver("d-3", "incident-a", "ops");
    try (CourierRole courier = courier()) {
      await().atMost(LONG).until(() -> receipts().size() == 3);
      assertThat(courier.tally().byReceiver().get("ops").rejected()).isEqualTo(1);
    }
    assertThat(ids(ops)).containsExactly("d-2", "d-3");
    assertThat(broker.read(Topic.DEAD_LETTERS, prefix, DeadLetter.class))
        .singleElement()
        .satisfies(it -> assertThat(it.error()).startsWith("not a Delivery"));
    assertThat(receipts())
        .filteredOn(it -> it.receiver().equals("who"))
        .singleElement()
        .satisfies(it -> assertThat(it.outcome().toString()).contains("no longer in the conf"));
  }

  private static Receipt receipt(Delivery it, Receipt.Outcome outcome) {
    return new Receipt(
        it.id(), it.key(), it.receiver(), it.kind(), List.of(), 1, now(), Duration.ZERO, outcome);
  }

  private static void wait(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
