package io.patchwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Anomalous;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Finding;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogObserved.LogOrigin;
import io.patchwatch.events.Severity;
import io.patchwatch.events.Silent;
import io.patchwatch.streams.anomaly.AnomalySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts, silence and new kinds of lines through the whole topology; an hour is learned. */
class AnomalyTest {

  private static final DateTimeFormatter PROSODY =
      DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", java.util.Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final int LEARNED = 70;

  @TempDir private Path state;
  private Stage stage;
  private Instant now = Given.NOON;
  private int lines;

  @BeforeEach
  void start() {
    AnomalySettings anomalies =
        new AnomalySettings(true, Duration.ofHours(1), null, null, null, null, Duration.ofHours(1));
    stage = new Stage(state, settings(anomalies), TestCatalogue.get());
  }

  @SuppressWarnings("NullAway") // absent is what the constructor takes for "the default"
  private static DetectionSettings settings(AnomalySettings anomalies) {
    return new DetectionSettings(null, 0, null, null, null, null, anomalies);
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  private void line(String asset, String level, String text) {
    String message = PROSODY.format(now) + " mod_x\t" + level + "\t" + text;
    stage.with(
        new LogObserved(
            "line-" + lines++,
            now,
            "test",
            Asset.of(asset),
            "prosody",
            new LogOrigin("file", "/var/log/prosody/prosody.log", null, ZoneOffset.UTC),
            message,
            false));
  }

  private void minutes(int many, String... assets) {
    for (int i = 0; i < many; i++) {
      for (String asset : assets) {
        for (int line = 0; line < 30; line++) {
          line(asset, "info", "Something ordinary number " + line + " happened");
        }
      }
      pass();
    }
  }

  private void pass() {
    stage.after(Duration.ofMinutes(1));
    now = now.plusSeconds(60);
  }

  /** Long enough for what an hour has taught. */
  private void quiet() {
    for (int i = 0; i < 20; i++) {
      pass();
    }
  }

  private List<Finding> open(Class<?> kind) {
    return stage.open().stream().filter(f -> kind.isInstance(f.conclusion())).toList();
  }

  @Test
  void aBurstOfErrorsIsToldOnceAndEnds() {
    minutes(LEARNED, "chat-1");
    assertThat(stage.findings()).isEmpty();
    for (int i = 0; i < 8; i++) {
      for (int error = 0; error < 20; error++) {
        line("chat-1", "error", "Something ordinary number " + error + " happened");
      }
      minutes(1, "chat-1");
    }
    assertThat(open(Anomalous.class))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.severity()).isEqualTo(Severity.MEDIUM);
              assertThat(((Anomalous) f.conclusion()).measure()).isEqualTo("errors");
              assertThat(f.conclusion().headline()).startsWith("Unusually many errors");
            });
    minutes(25, "chat-1");
    assertThat(open(Anomalous.class)).isEmpty();
  }

  @Test
  void silenceIsToldAlsoWhenNoRecordComesAtAllAndEndsWithTheNext() {
    minutes(LEARNED, "chat-1");
    quiet();
    assertThat(open(Silent.class)).hasSize(1);
    minutes(1, "chat-1");
    assertThat(open(Silent.class)).isEmpty();
  }

  @Test
  void manyThatFallSilentTogetherAreThePipelineNotTheServers() {
    String[] fleet = {"chat-1", "chat-2", "chat-3", "chat-4"};
    minutes(LEARNED, fleet);
    quiet();
    assertThat(open(Silent.class))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.asset().id()).startsWith("pipeline:logs-");
              assertThat(((Silent) f.conclusion()).total()).isEqualTo(4);
            });
    minutes(2, fleet);
    assertThat(open(Silent.class)).isEmpty();
  }

  @Test
  void afterARestartQuietBeginsAnewAndWhatWasLearnedIsKept() {
    minutes(LEARNED, "chat-1");
    pass();
    stage.restarted();
    pass();
    assertThat(open(Silent.class)).isEmpty();
    quiet();
    assertThat(open(Silent.class)).hasSize(1);
  }

  @Test
  void aDayOfOldRecordsReadAtOnceWakesNobody() {
    minutes(LEARNED, "chat-1");
    Instant present = now;
    now = now.minus(Duration.ofHours(26));
    for (int i = 0; i < 400; i++) {
      line("chat-1", "error", "Something ordinary number " + i + " happened");
    }
    now = present;
    minutes(3, "chat-1");
    assertThat(open(Anomalous.class)).isEmpty();
  }

  @Test
  void aKindOfLineNeverSeenBeforeIsToldOnceHoweverManyServersWriteIt() {
    minutes(LEARNED, "chat-1", "chat-2");
    line("chat-1", "error", "The frobnicator lost its marbles in sector 17");
    line("chat-2", "error", "The frobnicator lost its marbles in sector 99");
    assertThat(open(Anomalous.class))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.severity()).isEqualTo(Severity.MEDIUM);
              Anomalous it = (Anomalous) f.conclusion();
              assertThat(it.measure()).isEqualTo("new-pattern");
              assertThat(it.samples()).hasSize(1).first().asString().contains("frobnicator");
            });
    minutes(62, "chat-1", "chat-2");
    assertThat(open(Anomalous.class)).isEmpty();
    line("chat-2", "error", "The frobnicator lost its marbles in sector 5");
    assertThat(open(Anomalous.class)).isEmpty();
  }

  @Test
  void patternsAreRememberedAcrossARestart() {
    minutes(LEARNED, "chat-1");
    stage.restarted();
    minutes(2, "chat-1");
    assertThat(open(Anomalous.class)).isEmpty();
  }
}
