package io.patchwatch.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Draws of a seeded generator. */
final class Chance {

  private static final double MANY = 30;

  private Chance() {}

  /** Poisson's; normal beyond {@value #MANY}. */
  static int poisson(Random chance, double mean) {
    if (mean <= 0) {
      return 0;
    }
    if (mean > MANY) {
      return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * chance.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    double product = chance.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= chance.nextDouble();
      count++;
    }
    return count;
  }

  /** Varies more than Poisson's: the mean itself is drawn (gamma, of a whole-numbered shape). */
  static int negativeBinomial(Random chance, double mean, int shape) {
    double gamma = 0;
    for (int i = 0; i < shape; i++) {
      gamma -= Math.log(1 - chance.nextDouble());
    }
    return poisson(chance, mean * gamma / shape);
  }

  static boolean happens(Random chance, double probability) {
    return chance.nextDouble() < probability;
  }

  static int between(Random chance, int least, int most) {
    return least + chance.nextInt(most - least + 1);
  }

  /** An instant so many seconds later at most. */
  static Instant within(Random chance, Instant from, Duration length) {
    return from.plusMillis((long) (chance.nextDouble() * length.toMillis()));
  }
}
