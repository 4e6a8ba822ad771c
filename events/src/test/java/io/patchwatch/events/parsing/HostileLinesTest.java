package io.patchwatch.events.parsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Wire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers may write into a log must neither stop nor slow the reading, nor lie in it. */
class HostileLinesTest {

  private static final int MAX = LogObserved.MAX_MESSAGE;

  private static final List<String> HEADS =
      List.of(
          "",
          "2026-11-23 15:07:51.556564+00:00 [warning] <0.525.0>@ejabberd_c2s:process_auth_result/3:280 ",
          "Nov 23 15:12:29 c2s55d8cb7fcdb0\tinfo\tFailed authentication attempt (",
          "2026-11-23 15:24:55,940 - synapse.access.http.8008 - 643 - INFO - POST-17 - 203.0.113.7 - ",
          "{\"level\":30,\"time\":\"2026-11-23T15:23:59.364Z\",\"msg\":\"Failed login detected - ",
          "when=2022-12-15T12:37:16.109544+00:00 level=info what=auth_failed text=\"",
          "2026-11-23 15:00:00.001 INFO Authentication attempt from 1.2.3.4: subdomain=");

  private static final List<String> BODIES =
      List.of(
          "a".repeat(MAX),
          " from 1.2.3.4: ".repeat(MAX / 15),
          "[".repeat(MAX),
          "{\"a\":".repeat(MAX / 5),
          "\\\"".repeat(MAX / 2),
          "\u001b[".repeat(MAX / 2),
          "\u0000\u0007\r".repeat(MAX / 3),
          "\ud800".repeat(MAX),
          "password=".repeat(MAX / 9),
          "password set to ".repeat(MAX / 16),
          "password=".repeat(MAX / 10) + ":",
          "password='".repeat(MAX / 10),
          "password=' ".repeat(MAX / 11),
          "\"token\":[".repeat(MAX / 9),
          "\\\"token\\\":[\\\"".repeat(MAX / 15),
          "{\"a\":\"" + "<auth>".repeat(MAX / 6),
          "://a:".repeat(MAX / 5),
          "<auth ".repeat(MAX / 6),
          "eyJ".repeat(MAX / 3),
          "\n".repeat(MAX),
          "Traceback (most recent call last):\n".repeat(MAX / 35),
          "k=v ".repeat(MAX / 4),
          "1e999999999 ".repeat(MAX / 12));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dendrite",
        "ejabberd",
        "mattermost",
        "mongooseim",
        "nextcloud",
        "openfire",
        "prosody",
        "rocket-chat",
        "synapse",
        "tinode",
        "tuwunel",
        "zulip"
      })
  void staysQuickAndWritable(String product) {
    RecordedLogs logs = RecordedLogs.of(product);
    for (String head : HEADS) {
      for (String body : BODIES) {
        String line = (head + body).substring(0, Math.min(MAX, head.length() + body.length()));
        LogParsed parsed = assertTimeout(Duration.ofSeconds(5), () -> logs.parse(line));
        assertThat(Wire.encode(parsed)).hasSizeLessThan(64 * 1024);
      }
    }
  }
}
