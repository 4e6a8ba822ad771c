package io.patchwatch.ingest.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.patchwatch.events.shipping.syslog.LocalStamp;
import io.patchwatch.events.shipping.syslog.SyslogMessage;
import io.patchwatch.ingest.syslog.Frames.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever comes over the wire: messages of bounded length in bounded time, never an exception. */
class SyslogFuzzTest {

  private static final List<String> GOOD =
      List.of(
          "<34>1 2003-10-11T22:14:15.003Z host su - ID47 [a@1 b=\"c\\\"d\"][e] \ufefftext\n",
          "<34>Oct 11 22:14:15 mymachine su[12]: 'su root' failed\r\n",
          "<13>2026-11-23T12:00:00.5+01:00 fe80::1 docker/x[1]: m\n",
          "53 <34>1 2003-10-11T22:14:15.003Z h p - - - of some text",
          "99999999 <13>1 - - - - - - x");

  private static void read(byte[] bytes, int piece) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          Frames frames = new Frames();
          Identities identities = new Identities();
          for (int i = 0; i < bytes.length; i += piece) {
            check(frames.feed(bytes, i, Math.min(piece, bytes.length - i)), identities);
          }
          check(frames.end(), identities);
        });
  }

  private static void check(List<Frame> frames, Identities identities) {
    for (Frame frame : frames) {
      assertThat(frame.text().length()).isBetween(1, Frames.MAX);
      SyslogMessage message = SyslogMessage.of(frame.text());
      assertThat(frame.text()).endsWith(message.text());
      assertThat(identities.of(message)).isNotBlank();
      LocalStamp local = message.local();
      if (local != null) {
        var unused = local.at(ZoneOffset.UTC, Instant.EPOCH);
      }
    }
  }

  @Test
  void randomBytes() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = new byte[random.nextInt(5_000)];
      random.nextBytes(bytes);
      read(bytes, random.nextInt(1, 700));
    }
  }

  @Test
  void damagedMessages() {
    SplittableRandom random = new SplittableRandom(8);
    String alphabet = "<>[]\"\\:- \n\r0129TZ.+\u0000\u00e4\ud83d";
    for (int round = 0; round < 5_000; round++) {
      StringBuilder stream = new StringBuilder();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        stream.append(GOOD.get(random.nextInt(GOOD.size())));
      }
      for (int change = random.nextInt(1, 8); change > 0; change--) {
        int at = random.nextInt(stream.length());
        switch (random.nextInt(3)) {
          case 0 -> stream.deleteCharAt(at).append(' ');
          case 1 -> stream.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
          default -> stream.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
        }
      }
      read(stream.toString().getBytes(StandardCharsets.UTF_8), random.nextInt(1, 90));
    }
  }

  @Test
  void truncatedMessages() {
    for (String good : GOOD) {
      byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
      for (int length = 0; length < bytes.length; length++) {
        read(java.util.Arrays.copyOf(bytes, length), 5);
      }
    }
  }

  @Test
  void monsters() {
    for (String monster :
        List.of(
            "<13>1 - h p - - [" + "a=\"\\".repeat(1_000_000),
            "<13>1 - h p - - " + "[a]".repeat(1_000_000),
            "<13>1 " + "x ".repeat(1_000_000),
            "<13>" + "9".repeat(3_000_000),
            "1 ".repeat(1_000_000),
            "1 <".repeat(1_000_000),
            "<13>Feb  5 17:32:18 " + "[".repeat(3_000_000),
            "\n".repeat(3_000_000),
            "x".repeat(3_000_000))) {
      read(monster.getBytes(StandardCharsets.UTF_8), 16_384);
    }
  }
}
