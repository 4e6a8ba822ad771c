package io.patchwatch.streams.anomaly.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TailTest {

  @Test
  void upperTailOfPoissonIsTheSumOfItsTerms() {
    // P(X >= 10 | 3) = 1 - sum_{k<10} e^-3 3^k / k!
    double below = 0;
    double term = Math.exp(-3);
    for (int k = 0; k < 10; k++) {
      below += term;
      term *= 3.0 / (k + 1);
    }
    assertThat(Tail.upper(10, 3, 3)).isCloseTo(-Math.log10(1 - below), within(1e-6));
  }

  @Test
  void upperTailOfNegativeBinomialIsTheSumOfItsTerms() {
    double r = 4;
    double p = r / (r + 6); // mean 6, variance 6 + 36 / 4 = 15
    double below = 0;
    double term = Math.pow(p, r);
    for (int k = 0; k < 25; k++) {
      below += term;
      term *= (k + r) / (k + 1) * (1 - p);
    }
    assertThat(Tail.upper(25, 6, 15)).isCloseTo(-Math.log10(1 - below), within(1e-6));
    assertThat(Tail.none(6, 15)).isCloseTo(-Math.log10(Math.pow(p, r)), within(1e-9));
  }

  @Test
  void whatIsExpectedIsNoSurprise() {
    assertThat(Tail.upper(3, 3, 3)).isZero();
    assertThat(Tail.upper(0, 0, 0)).isZero();
    assertThat(Tail.none(0, 0)).isZero();
  }

  @Test
  void whatADoubleCannotTellApartIsTheMost() {
    assertThat(Tail.upper(1_000_000, 1, 1)).isEqualTo(Tail.MOST);
  }
}
