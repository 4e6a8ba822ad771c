package io.patchwatch.events.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.catalogue.Catalogue;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSourcesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LogSource ALONE = source("alone", "ejabberd", List.of("x1.example.org"));
  private static final LogSources SOURCES =
      new LogSources(
          List.of(
              ALONE,
              source("strict", "synapse", List.of("y1", "10.0.0.7"), "matrix", "/srv/hs/log.txt"),
              source("two-a", "prosody", List.of("both.example.org")),
              source("two-b", "mattermost", List.of("both.example.org"), "mm"),
              source("dup.1", "prosody", List.of("z.a.example", "Q.example")),
              source("dup.2", "prosody", List.of("z.b.example", "q.example"))));

  private static LogSource source(
      String id, String product, List<String> hosts, String... programs) {
    return new LogSource(
        Asset.of(id), Catalogue.builtIn().get(product), hosts, List.of(programs), BERLIN);
  }

  private static Shipped shipped(String asset, String host, String program, String path) {
    return new Shipped(asset, host, program, path, null, null, "m", false, "i");
  }

  private static String whose(Shipped shipped) {
    return switch (SOURCES.attribute(shipped)) {
      case Attribution.Known known -> known.source().asset().id();
      case Attribution.Unknown unknown -> "?";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "alone, elsewhere, sshd, , alone",
    "nobody, x1.example.org, , , ?",
    ", X1.Example.ORG., sshd, , alone",
    ", x1, , , alone",
    ", x1.example.com, , , ?",
    ", alone, , , alone",
    ", y1, matrix, , strict",
    ", y1.any.domain, MATRIX, , strict",
    ", y1, synapse, , strict",
    ", y1, strict, , strict",
    ", y1, docker/matrix, , strict",
    ", y1, sshd, , ?",
    ", y1, , , ?",
    ", y1, , /srv/hs/log.txt, strict",
    ", y1, imfile, /var/log/synapse/homeserver.log, strict",
    ", y1, , /var/log/matrix.log.1, strict",
    ", y1, , /var/log/auth.log, ?",
    ", 10.0.0.7, matrix, , strict",
    ", 10, matrix, , ?",
    ", both, mm, , two-b",
    ", both, ProSody, , two-a",
    ", both, prosody, , two-a",
    ", both, mattermost, , two-b",
    ", both, sshd, , ?",
    ", both, , , ?",
    ", both, , C:\\logs\\prosody\\x.log, two-a",
    ", z, , , ?",
    ", z.a.example, , , dup.1",
    ", q.example, prosody, , ?",
    ", q.example, dup.2, , dup.2",
    ", , mm, , two-b",
    ", , prosody, , ?",
    ", , two-a, , two-a",
    ", '', , , ?",
    ", 203.0.113.9, , , ?",
    ", ., , , ?"
  })
  void tellsWhose(String asset, String host, String program, String path, String whose) {
    assertThat(whose(shipped(asset, host, program, path))).isEqualTo(whose);
  }

  @Test
  void saysWhatToDoWithAnUnknownSender() {
    assertThat(SOURCES.attribute(shipped(null, "new\nhost", "prog", null)))
        .isEqualTo(
            new Attribution.Unknown(
                "host 'new host', program 'prog'", "add 'new host' to the hosts of its asset"));
    Attribution.Unknown several =
        (Attribution.Unknown) SOURCES.attribute(shipped(null, "both", "sshd", null));
    assertThat(several.remedy()).contains("two-a, two-b", "programs");
    assertThat(SOURCES.attribute(shipped("x", null, null, null)).toString()).contains("asset 'x'");
  }

  @Test
  void warnsOnceAndOfBoundedlyMany() {
    UnknownSenders senders = new UnknownSenders();
    Attribution.Unknown one = new Attribution.Unknown("host 'a'", "add it");
    assertThat(senders.tell("syslog", one)).isTrue();
    assertThat(senders.tell("syslog", one)).isFalse();
    assertThat(senders.tell("otlp", one)).isTrue();
    for (int i = 0; i < 2 * UnknownSenders.MOST; i++) {
      senders.tell("syslog", new Attribution.Unknown("host " + i, "add it"));
    }
    assertThat(senders.tell("syslog", new Attribution.Unknown("last", "add it"))).isFalse();
  }

  @Test
  void makesWhatTravels() {
    Instant written = NOW.minusSeconds(60);
    Shipped shipped =
        new Shipped(
            null, "x1", "p", "/l", 7L, written, "login password=hunter2 failed", false, "id-1");
    LogObserved event = LogSources.observed("syslog", shipped, ALONE, NOW);
    assertThat(event.message()).isEqualTo("login password=*** failed");
    assertThat(event.time()).isEqualTo(written);
    assertThat(event.collector()).isEqualTo("syslog");
    assertThat(event.asset().id()).isEqualTo("alone");
    assertThat(event.product()).isEqualTo("ejabberd");
    assertThat(event.origin())
        .isEqualTo(new LogObserved.LogOrigin("syslog", "/l", 7L, ZoneId.of("Europe/Berlin")));
    assertThat(event.truncated()).isFalse();
    assertThat(LogSources.observed("syslog", shipped.from("X1"), ALONE, NOW.plusSeconds(9)))
        .isEqualTo(event);
    assertThat(LogSources.observed("kafka", shipped, ALONE, NOW).id()).isNotEqualTo(event.id());
  }

  @Test
  void boundsWhatStrangersSend() {
    Instant future = NOW.plusSeconds(1);
    String secret = "x".repeat(LogObserved.MAX_MESSAGE - 14) + " password=abcdefghijklmnop";
    for (String message :
        List.of(secret, "\ud83d\ude00".repeat(1_000_000), "\u0000".repeat(40_000))) {
      Shipped shipped =
          new Shipped(
              null, "\u001b[0m", "\u001b[1m", "/".repeat(9_000), null, future, message, false, "i");
      LogObserved event = LogSources.observed("http", shipped, ALONE, NOW);
      assertThat(event.time()).isEqualTo(NOW);
      assertThat(event.truncated()).isEqualTo(message.length() > LogObserved.MAX_MESSAGE + 15);
      assertThat(event.message()).doesNotContain("abc").doesNotEndWith("\ud83d");
      assertThat(event.origin().path()).hasSize(2_048);
    }
    Shipped nowhere =
        new Shipped(null, "\u001b[0m", " ", null, null, null, "cut before", true, "i");
    LogObserved event = LogSources.observed("http", nowhere, ALONE, NOW);
    assertThat(event.origin().path()).isEqualTo("http");
    assertThat(event.truncated()).isTrue();
  }
}
