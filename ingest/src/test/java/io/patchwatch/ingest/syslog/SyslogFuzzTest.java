package io.patchwatch.ingest.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.patchwatch.events.Mangled;
import io.patchwatch.events.shipping.syslog.SyslogMessage;
import io.patchwatch.ingest.syslog.Frames.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes over the wire: messages of bounded length in bounded time, never an exception. */
class SyslogFuzzTest {

  private static final List<String> GOOD =
      List.of(
          "<34>1 2003-10-11T22:14:15.003Z host su - ID47 [a@1 b=\"c\\\"d\"][e] \ufefftext\n",
          "<34>Oct 11 22:14:15 mymachine su[12]: 'su root' failed\r\n",
          "<13>2026-11-23T12:00:00.5+01:00 fe80::1 docker/x[1]: m\n",
          "53 <34>1 2003-10-11T22:14:15.003Z h p - - - of some text",
          "7 <34>a\nb",
          "70000 <13>1 - - - - - - x",
          "99999999 <13>1 - - - - - - x");

  /** A message and how it is framed. */
  private record Sent(String text, boolean counted) {

    String framed() {
      return counted
          ? text.getBytes(StandardCharsets.UTF_8).length + " " + text
          : text.replace('\n', ' ') + "\n";
    }

    String received() {
      String whole = counted ? text : text.replace('\n', ' ');
      int end = whole.length();
      while ("\r\n\0".indexOf(whole.charAt(end - 1)) >= 0) {
        end--;
      }
      return whole.substring(0, end);
    }
  }

  @Provide
  Arbitrary<List<Sent>> sent() {
    Arbitrary<String> text =
        Arbitraries.strings().withChars(" <>1059\n\r\0x[]:\u00e4\u4e2d").ofMaxLength(30);
    return Combinators.combine(text, Arbitraries.of(true, false))
        .as((some, counted) -> new Sent("<13>" + some, counted))
        .list()
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<byte[]> streams() {
    Arbitrary<String> good =
        Arbitraries.of(GOOD).list().ofMaxSize(4).map(messages -> String.join("", messages));
    Arbitrary<byte[]> broken = Mangled.of(good).map(text -> text.getBytes(StandardCharsets.UTF_8));
    return Arbitraries.oneOf(
        broken, broken, Arbitraries.bytes().array(byte[].class).ofMaxSize(300));
  }

  private static List<Frame> frames(byte[] bytes, List<Integer> pieces) {
    Frames frames = new Frames();
    List<Frame> all = new ArrayList<>();
    int at = 0;
    for (int i = 0; at < bytes.length; i++) {
      int length = Math.min(bytes.length - at, pieces.get(i % pieces.size()));
      all.addAll(frames.feed(bytes, at, length));
      at += length;
    }
    all.addAll(frames.end());
    return all;
  }

  @Property(tries = 3_000)
  void whatWasFramedEitherWayComesOutAsItWas(
      @ForAll("sent") List<Sent> sent,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 20) Integer> pieces) {
    String stream = String.join("", sent.stream().map(Sent::framed).toList());
    assertThat(frames(stream.getBytes(StandardCharsets.UTF_8), pieces))
        .containsExactlyElementsOf(
            sent.stream().map(message -> new Frame(message.received(), false)).toList());
  }

  @Property(tries = 1_000)
  void whereAStreamIsCutMakesNoDifference(@ForAll("streams") byte[] bytes) {
    List<Frame> whole = frames(bytes, List.of(Math.max(1, bytes.length)));
    for (int at = 1; at < bytes.length; at++) {
      assertThat(frames(bytes, List.of(at, bytes.length))).isEqualTo(whole);
    }
    assertThat(frames(bytes, List.of(1))).isEqualTo(whole);
  }

  @Property(tries = 5_000)
  void everyFrameIsAMessage(@ForAll("streams") byte[] bytes) {
    check(bytes, 7);
  }

  private static void check(byte[] bytes, int piece) {
    Identities identities = new Identities();
    for (Frame frame : frames(bytes, List.of(piece))) {
      assertThat(frame.text().length()).isBetween(1, Frames.MAX);
      SyslogMessage message = SyslogMessage.of(frame.text());
      assertThat(frame.text()).endsWith(message.text());
      assertThat(identities.of(message)).isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a=\"\\", "[a]", "x ", "9", "1 ", "1 <", "[", "\n", "x", "99999999 <", "70000 <"})
  void monstersTakeNoLonger(String piece) {
    for (String head : List.of("", "<13>1 - h p - - [", "<13>1 ", "<13>Feb  5 17:32:18 ")) {
      byte[] monster =
          (head + piece.repeat(3_000_000 / piece.length())).getBytes(StandardCharsets.UTF_8);
      assertTimeoutPreemptively(Duration.ofSeconds(10), () -> check(monster, 16_384));
    }
  }
}
