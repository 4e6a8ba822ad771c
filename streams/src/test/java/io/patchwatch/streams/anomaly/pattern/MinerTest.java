package io.patchwatch.streams.anomaly.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MinerTest {

  private final Miner miner = new Miner();

  @Test
  void masksWhatHasDigitsAndKeepsPunctuationAndKeys() {
    assertThat(Masker.mask("user=u123@example.org,")).isEqualTo("user=<*>,");
    assertThat(Masker.mask("[10.0.0.1:5222]")).isEqualTo("[<*>]");
    assertThat(Masker.mask("started")).isEqualTo("started");
    assertThat(Masker.words("a  b\tc\nsecond line")).containsExactly("a", "b", "c");
  }

  @Test
  void theSameLineWithOtherNumbersIsNoNews() {
    assertThat(miner.news("Connection 17 from 10.0.0.1 closed after 3 s"))
        .contains("Connection <*> from <*> closed after <*> s");
    assertThat(miner.news("Connection 99 from 10.8.0.9 closed after 12 s")).isEmpty();
    assertThat(miner.size()).isOne();
  }

  @Test
  void maskedWordsAreEqualSoThatAMostlyMaskedLineIsFoundAgain() {
    assertThat(miner.news("stats 1 2 3 4 ok")).isPresent();
    assertThat(miner.news("stats 5 6 7 8 ok")).isEmpty();
  }

  @Test
  void aLineThatGeneralisesAPatternIsNoNewsEither() {
    assertThat(miner.news("module muc loaded on host example without any trouble")).isPresent();
    assertThat(miner.news("module muc loaded on host other without any trouble")).isEmpty();
    assertThat(miner.news("module muc loaded on host third without any trouble")).isEmpty();
    assertThat(miner.patterns())
        .containsExactly("module muc loaded on host <*> without any trouble");
  }

  @Test
  void anotherSentenceIsNews() {
    miner.news("module muc loaded");
    assertThat(miner.news("disk is full")).isPresent();
  }

  @Test
  void continuesFromItsPatterns() {
    miner.news("queue 7 of worker 8 overflows");
    Miner copy = new Miner();
    miner.patterns().forEach(copy::know);
    assertThat(copy.news("queue 9 of worker 1 overflows")).isEmpty();
    assertThat(copy.patterns()).isEqualTo(miner.patterns());
  }

  @Test
  void nonsenseCannotGrowItForEver() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 60_000; i++) {
      StringBuilder line = new StringBuilder();
      for (int word = random.nextInt(90); word >= 0; word--) {
        random.ints(random.nextInt(12), 'a', 'z').forEach(c -> line.append((char) c));
        line.append(random.nextInt(20) == 0 ? "\u0000\ud83d " : " ");
      }
      miner.news(line.toString());
    }
    assertThat(miner.size()).isLessThanOrEqualTo(4000);
    assertThat(miner.patterns().stream().mapToInt(String::length).sum()).isLessThan(4_000_000);
  }
}
