package io.patchwatch.streams;

import static io.patchwatch.streams.Given.advisory;
import static io.patchwatch.streams.Given.minute;
import static io.patchwatch.streams.Given.runs;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeadLetterTest {

  @TempDir private Path state;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = new Stage(state);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"SOFTWARE", "ADVISORIES", "LOGS"})
  void unreadableRecordIsKeptByteForByteAndCounted(Topic topic) {
    byte[] poison = "{\"schema\":1,\"type\":\"nonsense\"".getBytes(UTF_8);
    Trace trace = Trace.start();
    stage.send(topic, "chat-1", poison, trace);

    var records = stage.records(Topic.DEAD_LETTERS);

    assertThat(records).hasSize(1);
    DeadLetter letter = Wire.decode(records.getFirst().value(), DeadLetter.class);
    assertThat(letter.topic()).isEqualTo(topic.name(Stage.PREFIX));
    assertThat(letter.payload()).isEqualTo(poison);
    assertThat(letter.recordKey()).isEqualTo("chat-1");
    assertThat(letter.error()).isNotBlank();
    assertThat(records.getFirst().key()).isEqualTo(letter.key());
    assertThat(Trace.of(records.getFirst().headers())).isEqualTo(trace);
    assertThat(stage.counters().deadLetters()).isEqualTo(1);
  }

  @Test
  void theNextRecordIsProcessed() {
    stage.with(advisory(minute(0), AffectedRange.until(null, "4.7.5")));
    stage.send(Topic.SOFTWARE, "chat-1", new byte[] {0, 1, 2}, Trace.start());
    stage.send(Topic.SOFTWARE, "chat-1", null, Trace.start());

    stage.with(runs("chat-1", "openfire", "4.7.4", minute(1))).settled();

    assertThat(stage.open()).hasSize(1);
    assertThat(stage.deadLetters()).hasSize(2).last().matches(l -> l.error().contains("empty"));
  }

  @Test
  void recordUnderAnotherKeyIsRefusedWithTheRemedy() {
    byte[] value = Wire.encode(runs("chat-1", "openfire", "4.7.4", minute(1)));
    stage.send(Topic.SOFTWARE, "elsewhere", value, Trace.start());

    assertThat(stage.deadLetters())
        .singleElement()
        .matches(letter -> letter.error().contains("key it by chat-1"))
        .matches(letter -> letter.payload().length == value.length);
  }

  @Test
  void observationFromTheFutureIsRefused() {
    stage.with(runs("chat-1", "openfire", "4.7.4", minute(3 * 24 * 60)));

    assertThat(stage.deadLetters()).singleElement().matches(l -> l.error().contains("clock"));
  }

  @Test
  void recordOfANewerSchemaSaysToUpgrade() {
    stage.send(Topic.SOFTWARE, "chat-1", "{\"schema\":99}".getBytes(UTF_8), Trace.start());

    assertThat(stage.deadLetters()).singleElement().matches(l -> l.error().contains("upgrade"));
  }
}
