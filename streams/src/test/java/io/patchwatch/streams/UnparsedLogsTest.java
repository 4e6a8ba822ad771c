package io.patchwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnparsedLogsTest {

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

  private void writes(String product, String text) {
    stage.with(
        new LogObserved(
            product + text.hashCode(),
            Given.NOON,
            "file-tail",
            Asset.of("chat-1"),
            product,
            new LogObserved.LogOrigin("file", "/var/log/chat.log", 0L),
            text,
            false));
  }

  @Test
  void whatNoParserReadsIsKeptAndCountedByProduct() {
    writes("prosody", "no line of Prosody");
    writes("prosody", "Nov 23 15:10:58 mod_posix\tinfo\tSuccessfully daemonized to PID 7");
    writes("home-grown-chat", "whatever it says");

    assertThat(stage.logs().unparsed("prosody")).isEqualTo(1);
    assertThat(stage.logs().parsed("prosody")).isEqualTo(1);
    assertThat(stage.logs().unparsed("other")).isEqualTo(1);
    assertThat(stage.logs().trouble()).isEqualTo("other 1, prosody 1");
    assertThat(stage.records(Topic.LOGS_PARSED))
        .extracting(r -> Wire.decode(r.getValue(), LogParsed.class).field("message"))
        .containsExactly(
            "no line of Prosody", "Successfully daemonized to PID 7", "whatever it says");
  }
}
