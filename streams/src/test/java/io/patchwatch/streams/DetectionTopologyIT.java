package io.patchwatch.streams;

import static io.patchwatch.streams.Given.advisory;
import static io.patchwatch.streams.Given.minute;
import static io.patchwatch.streams.Given.runs;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Transition;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The topology on a real broker, with transactions. */
@Timeout(180)
class DetectionTopologyIT {

  private static final AffectedRange UNTIL_475 = AffectedRange.until("4.7.0", "4.7.5");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path state;
  private Broker broker;

  @BeforeEach
  void open() {
    broker = new Broker();
  }

  @AfterEach
  void close() {
    broker.close();
  }

  private StreamsRole start() {
    StreamsSettings settings = StreamsSettings.of(broker.bootstrapServers(), Broker.PREFIX, state);
    StreamsRole role = new StreamsRole(settings, DetectionSettings.defaults(), TestCatalogue.get());
    role.start();
    await().atMost(PATIENCE).until(role::ready);
    return role;
  }

  private List<Finding> awaitFindings(int count) {
    await().atMost(PATIENCE).until(() -> broker.findings().size() >= count);
    return broker.findings();
  }

  @Test
  void opensOneFindingInEitherOrderAndResolvesItOnce() {
    try (StreamsRole role = start()) {
      broker.publish(runs("chat-1", "openfire", "4.7.4", minute(0)));
      broker.publish(advisory(minute(1), UNTIL_475));
      awaitFindings(1);
      broker.publish(runs("chat-2", "openfire", "4.7.4", minute(2)));
      awaitFindings(2);
      broker.publish(runs("chat-1", "openfire", "4.7.5", minute(3)));
      broker.publish(runs("chat-2", "openfire", "4.7.5", minute(3)));
      awaitFindings(4);
      broker.publish(runs("chat-3", "openfire", "4.7.4", minute(4)));

      assertThat(awaitFindings(5))
          .extracting(Finding::transition)
          .containsExactlyInAnyOrder(
              Transition.OPENED,
              Transition.OPENED,
              Transition.RESOLVED,
              Transition.RESOLVED,
              Transition.OPENED);
      assertThat(role.counters().threadsReplaced()).isZero();
    }
  }

  @Test
  void poisonBecomesADeadLetterAndStopsNothing() {
    try (StreamsRole role = start()) {
      broker.publish(advisory(minute(0), UNTIL_475));
      broker.send(Topic.SOFTWARE, "chat-1", "not JSON".getBytes(UTF_8));
      broker.publish(runs("chat-1", "openfire", "4.7.4", minute(1)));

      awaitFindings(1);
      await().atMost(PATIENCE).until(() -> !broker.deadLetters().isEmpty());
      assertThat(broker.deadLetters())
          .singleElement()
          .matches(letter -> new String(letter.payload(), UTF_8).equals("not JSON"));
      assertThat(role.counters().deadLetters()).isEqualTo(1);
    }
  }

  @Test
  void killedInTheMiddleItRepeatsNothingAndLosesNothing() throws Exception {
    int fleet = 3000;
    try (StreamsProcess first = StreamsProcess.start(broker.bootstrapServers(), state)) {
      broker.publish(advisory(minute(0), UNTIL_475));
      for (int i = 0; i < fleet; i++) {
        broker.send(
            Topic.SOFTWARE,
            "chat-" + i,
            Wire.encode(runs("chat-" + i, "openfire", "4.7.4", minute(1))));
      }
      awaitFindings(1);
      first.kill();
    }
    assertThat(broker.findings()).hasSizeLessThan(fleet);

    try (StreamsProcess second = StreamsProcess.start(broker.bootstrapServers(), state)) {
      awaitFindings(fleet);
      broker.publish(runs("chat-7", "openfire", "4.7.5", minute(2)));
      List<Finding> findings = awaitFindings(fleet + 1);

      assertThat(findings).hasSize(fleet + 1);
      assertThat(findings).extracting(f -> f.fingerprint() + f.revision()).doesNotHaveDuplicates();
      assertThat(findings)
          .filteredOn(Finding::resolved)
          .singleElement()
          .matches(f -> f.asset().id().equals("chat-7"));
    }
  }
}
