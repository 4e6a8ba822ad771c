package io.patchwatch.ingest.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.ingest.syslog.Frames.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {

  private static List<String> read(int piece, String stream) {
    Frames frames = new Frames();
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    List<Frame> all = new ArrayList<>();
    for (int i = 0; i < bytes.length; i += piece) {
      all.addAll(frames.feed(bytes, i, Math.min(piece, bytes.length - i)));
    }
    all.addAll(frames.end());
    return all.stream().map(f -> f.text() + (f.truncated() ? "…" : "")).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void readsBothFramingsOnOneConnection(int piece) {
    assertThat(read(piece, "<34>a\n<34>b\r\n\n")).containsExactly("<34>a", "<34>b");
    assertThat(read(piece, "5 <34>a5 <3>bc")).containsExactly("<34>a", "<3>bc");
    assertThat(read(piece, "7 <34>a\nb6 <34>c\n<34>d\n5 <34>e<34>f\n"))
        .containsExactly("<34>a\nb", "<34>c", "<34>d", "<34>e", "<34>f");
    assertThat(read(piece, "6 <34>ä<34>b")).containsExactly("<34>ä", "<34>b");
    assertThat(read(piece, "6 <34>ab3 xyz\n")).containsExactly("<34>ab", "xyz");
  }

  @Test
  void aNumberWithoutAHeaderBehindItIsText() {
    assertThat(read(3, "2026-11-23 text\n12 monkeys\n99999999999 <x\n7\n"))
        .containsExactly("2026-11-23 text", "12 monkeys", "99999999999 <x", "7");
  }

  @Test
  void keepsWhatIsThereAtTheEndAndMarksWhatIsMissing() {
    assertThat(read(4, "<34>no line feed")).containsExactly("<34>no line feed");
    assertThat(read(4, "100 <34>cut off")).containsExactly("<34>cut off…");
    assertThat(read(4, "123")).containsExactly("123");
    assertThat(read(4, "123 ")).containsExactly("123");
    assertThat(read(4, "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<34>%s\n<34>next\n", "100004 <34>%s<34>next\n"})
  void cutsWhatIsTooLongAndGoesOn(String stream) {
    List<String> read = read(16_384, stream.formatted("x".repeat(100_000)));
    assertThat(read).hasSize(2);
    assertThat(read.getFirst()).hasSize(Frames.MAX + 1).endsWith("x…");
    assertThat(read.get(1)).isEqualTo("<34>next");
  }
}
