package io.patchwatch.ingest.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.ingest.tail.Unwrapper.Unwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnwrapperTest {

  private final AtomicInteger strange = new AtomicInteger();
  private long offset;

  private Unwrapper unwrapper(TailSettings.Format format) {
    return new Unwrapper(WrappedLine.reader(format), strange::incrementAndGet);
  }

  /** What comes out of these physical lines, each as {@code offset:text}. */
  private List<String> read(Unwrapper unwrapper, String... lines) {
    List<String> out = new ArrayList<>();
    for (String line : lines) {
      long end = offset + line.length() + 1;
      unwrapper.add(new LineReader.Line(line, offset, end, false)).forEach(it -> out.add(said(it)));
      offset = end;
    }
    return out;
  }

  private static String said(Unwrapped line) {
    return line.offset() + ":" + line.text();
  }

  private static String docker(String log, String stream) {
    return "{\"log\":\"%s\",\"stream\":\"%s\",\"time\":\"2026-11-23T12:00:00.000000001Z\"}"
        .formatted(log, stream);
  }

  @Test
  void readsWhatDockersDriverWrites() {
    assertThat(
            read(
                unwrapper(TailSettings.Format.DOCKER_JSON),
                docker("it \\\"works\\\" \\u00e4 \\u001b[0m\\n", "stdout")))
        .containsExactly("0:it \"works\" ä \u001b[0m");
  }

  @Test
  void joinsThePiecesOfALongLineAtTheOffsetOfTheFirst() {
    Unwrapper unwrapper = unwrapper(TailSettings.Format.DOCKER_JSON);

    assertThat(read(unwrapper, docker("one ", "stdout"), docker("two ", "stdout"))).isEmpty();
    assertThat(unwrapper.pendingOffset()).contains(0L);
    assertThat(read(unwrapper, docker("three\\r\\n", "stdout"), docker("four\\n", "stdout")))
        .containsExactly(
            "0:one two three", offset - docker("four\\n", "stdout").length() - 1 + ":four");
    assertThat(unwrapper.pendingOffset()).isEmpty();
  }

  @Test
  void eachStreamWaitsForItsOwnPieces() {
    assertThat(
            read(
                    unwrapper(TailSettings.Format.DOCKER_JSON),
                    docker("out-", "stdout"),
                    docker("err\\n", "stderr"),
                    docker("put\\n", "stdout"))
                .stream()
                .map(it -> it.substring(it.indexOf(':') + 1)))
        .containsExactly("err", "out-put");
  }

  @Test
  void aLineWithoutEndIsGivenOutInTheOrderOfTheFile() {
    Unwrapper unwrapper = unwrapper(TailSettings.Format.DOCKER_JSON);
    read(unwrapper, docker("panic", "stdout"), docker("oops", "stderr"));

    assertThat(unwrapper.flush()).extracting(Unwrapped::text).containsExactly("panic", "oops");
    assertThat(unwrapper.flush()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain text",
        "{",
        "[]",
        "null",
        "{\"log\":7}",
        "{\"log\":\"x\\n\",\"stream\":\"elsewhere\"}",
        "{\"stream\":\"stdout\"}",
        "{\"log\":\"cut in the mid"
      })
  void whatIsNoDockerLineIsKeptAndCounted(String line) {
    assertThat(read(unwrapper(TailSettings.Format.DOCKER_JSON), line)).containsExactly("0:" + line);
    assertThat(strange).hasValue(1);
  }

  @Test
  void readsTheFormatOfKubernetes() {
    assertThat(
            read(
                unwrapper(TailSettings.Format.CRI),
                "2016-10-06T00:17:09.669794202Z stdout P log content 1, ",
                "2016-10-06T00:17:09.669794203Z stderr F other",
                "2016-10-06T00:17:09.669794204Z stdout F log  content 2",
                "2016-10-06T00:17:10.113242941+02:00 stdout F:tag ",
                "2016-10-06T00:17:10.113242941Z stdout F"))
        .extracting(it -> it.substring(it.indexOf(':') + 1))
        .containsExactly("other", "log content 1, log  content 2", "", "");
    assertThat(strange).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "F",
        "2016-10-06T00:17:09.669794202Z stdout",
        "2016-10-06T00:17:09.669794202Z stdin F x",
        "2016-10-06T00:17:09.669794202Z stdout X x",
        "yesterday, at five o'clock stdout F x"
      })
  void whatIsNoLineOfKubernetesIsKeptAndCounted(String line) {
    assertThat(read(unwrapper(TailSettings.Format.CRI), line)).containsExactly("0:" + line);
    assertThat(strange).hasValue(1);
  }

  @Test
  void piecesWithoutEndAreBounded() {
    Unwrapper unwrapper = unwrapper(TailSettings.Format.DOCKER_JSON);
    String piece = docker("x".repeat(16_384), "stdout");
    for (int i = 0; i < 1_000; i++) {
      assertThat(read(unwrapper, piece)).isEmpty();
    }

    assertThat(unwrapper.flush())
        .singleElement()
        .satisfies(it -> assertThat(it.text()).hasSize(Unwrapper.MAX_JOINED));
  }
}
