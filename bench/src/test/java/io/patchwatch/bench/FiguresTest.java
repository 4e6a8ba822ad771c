package io.patchwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void takesThePercentileByNearestRank() {
    Times hundred = Times.of(LongStream.rangeClosed(1, 100).mapToObj(Duration::ofMillis).toList());
    assertThat(hundred.percentile(50)).isEqualTo(Duration.ofMillis(50));
    assertThat(hundred.percentile(99)).isEqualTo(Duration.ofMillis(99));
    assertThat(hundred.percentile(100)).isEqualTo(Duration.ofMillis(100));
    assertThat(Times.of(List.of(Duration.ofMillis(7))).percentile(99))
        .isEqualTo(Duration.ofMillis(7));
  }

  @Test
  void printsATableThatMarkdownReads() {
    assertThat(Figure.table(List.of(Figure.count("servers", 10_000))).lines())
        .containsExactly(
            "| what    | measured |", "|---------|---------:|", "| servers |   10,000 |");
  }

  @Test
  void refusesArgumentsThatNobodyAskedFor() {
    assertThatThrownBy(() -> Rejudge.Size.of(Options.of("asets=3"))).hasMessageContaining("asets");
  }
}
