package io.patchwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionLinesTest {

  @TempDir private Path state;
  private Stage stage;
  private int lines;

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
            "line-" + lines++,
            Given.NOON,
            "file-tail",
            Asset.of("chat-1"),
            product,
            new LogObserved.LogOrigin("file", "/var/log/chat.log", (long) lines),
            text,
            false));
  }

  private List<SoftwareObserved> told() {
    return stage.records(Topic.SOFTWARE).stream()
        .map(r -> Wire.decode(r.getValue(), SoftwareObserved.class))
        .toList();
  }

  @Test
  void aStartLineTellsTheVersionInTheTimeOfTheLog() {
    writes(
        "ejabberd",
        "2026-11-23 11:07:16.850060+00:00 [info] <0.124.0>@ejabberd_app:start/2:63 ejabberd 23.01-1"
            + " is started in the node ejabberd@localhost in 0.73s");
    assertThat(told())
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.version()).isEqualTo("23.01-1");
              assertThat(seen.product()).isEqualTo("ejabberd");
              assertThat(seen.time()).isEqualTo(Instant.parse("2026-11-23T11:07:16.850060Z"));
              assertThat(seen.evidence().source()).isEqualTo("log");
              assertThat(seen.evidence().locator()).isEqualTo("/var/log/chat.log");
              assertThat(seen.evidence().excerpt()).contains("is started");
            });
  }

  @Test
  void everyStartIsToldButAStopIsNot() {
    String line =
        "2026-11-23 11:0%d:16.850060+00:00 [info] <0.124.0>@ejabberd_app:x/2:63 ejabberd 23.01-1 is"
            + " %s in the node ejabberd@localhost in 0.73s";
    writes("ejabberd", line.formatted(1, "started"));
    writes("ejabberd", line.formatted(2, "stopped"));
    writes("ejabberd", line.formatted(3, "started"));
    assertThat(told()).hasSize(2);
  }

  @Test
  void aVersionInEveryLineIsToldOnceAndAgainWhenItChanges() {
    String line =
        "{\"reqId\":\"a\",\"level\":2,\"time\":\"2026-11-23T11:00:00+00:00\",\"remoteAddr\":\"\","
            + "\"user\":\"--\",\"app\":\"core\",\"method\":\"GET\",\"url\":\"/\",\"message\":\"x\","
            + "\"userAgent\":\"-\",\"version\":\"%s\",\"data\":[]}";
    writes("nextcloud", line.formatted("27.0.2.1"));
    writes("nextcloud", line.formatted("27.0.2.1"));
    writes("nextcloud", line.formatted("27.1.0.7"));
    assertThat(told())
        .extracting(SoftwareObserved::version)
        .containsExactly("27.0.2.1", "27.1.0.7");
  }

  @Test
  void otherLinesTellNothing() {
    writes("ejabberd", "2026-11-23 11:07:16.850060+00:00 [info] nothing of interest 9.9.9");
    writes("openfire", "\u0000 garbage");
    assertThat(told()).isEmpty();
  }
}
