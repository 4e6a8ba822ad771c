package io.patchwatch.streams.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PackLoadsTest {

  @Test
  void noRuleOfThePackIsRefused() {
    Rulebook book = Rulebook.compile(Pack.files());
    assertThat(book.refusals()).isEmpty();
    assertThat(book.detections()).hasSizeGreaterThan(40);
    assertThat(book.correlations()).hasSizeGreaterThan(10);
    assertThat(book.index().unindexed()).isLessThan(10);
  }
}
