package io.patchwatch.events.shipping.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Mangled;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Headers broken at random: whatever cannot be read as one is text. */
class AnyFrameTest {

  private static final Arbitrary<String> GOOD =
      Arbitraries.of(
          "<34>1 2003-10-11T22:14:15.003Z host su 7 ID47 [a@1 b=\"c\\\"d\"][e] \ufefftext",
          "<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It's time",
          "<34>Oct 11 22:14:15 mymachine su[12]: 'su root' failed",
          "<13>Feb  5 2024 17:32:18.123 h p: m",
          "<13>2026-11-23T12:00:00.5+01:00 fe80::1 docker/x[1]: m",
          "2026-11-23T12:00:00.5+01:00 host x some text",
          "<13>1 - - - - - - x");

  @Provide
  Arbitrary<String> frames() {
    return Arbitraries.oneOf(
        Mangled.of(GOOD),
        Arbitraries.strings().ofMaxLength(100).map(text -> "<13>1 " + text),
        Arbitraries.strings().ofMaxLength(100));
  }

  @Property(tries = 10_000)
  void everyFrameIsAMessageWhoseTextEndsIt(@ForAll("frames") String frame) {
    SyslogMessage message = SyslogMessage.of(frame);
    assertThat(frame).endsWith(message.text());
    check(message);
    SyslogMessage ofFile = SyslogMessage.ofFileLine(frame);
    if (ofFile != null) {
      assertThat(frame).endsWith(ofFile.text());
      check(ofFile);
    }
  }

  private static void check(SyslogMessage message) {
    assertThat(String.valueOf(message.host())).hasSizeBetween(1, 255).doesNotContain(" ");
    assertThat(String.valueOf(message.program())).hasSizeBetween(1, 255).doesNotContain(" ");
    LocalStamp local = message.local();
    if (local != null) {
      Instant time = local.at(ZoneOffset.UTC, Instant.EPOCH);
      assertThat(time == null || time.isBefore(Instant.parse("+10000-01-01T00:00:00Z"))).isTrue();
    }
  }
}
