package io.patchwatch.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoInstantTest {

  @Test
  void readsWhatTheJdkWrites() {
    Random random = new Random(20261124);
    for (int i = 0; i < 20_000; i++) {
      long seconds = random.nextLong(-62_135_596_800L, 253_402_300_800L); // years 1 to 9999
      int nanos = random.nextInt(4) == 0 ? 0 : random.nextInt(1_000_000_000);
      Instant time =
          Instant.ofEpochSecond(
              seconds, random.nextBoolean() ? nanos : nanos / 1_000_000 * 1_000_000);
      assertThat(IsoInstant.read(time.toString())).isEqualTo(time);
    }
  }

  @Test
  void readsFewDigitsOfASecond() {
    assertThat(IsoInstant.read("2024-02-29T23:59:59.5Z"))
        .isEqualTo(Instant.parse("2024-02-29T23:59:59.5Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-11-24T03:00:04",
        "2026-11-24T03:00:04.Z",
        "2026-11-24 03:00:04Z",
        "2026-11-24T03:00:04.842+01:00",
        "2026-13-24T03:00:04Z",
        "2025-02-29T03:00:04Z",
        "2026-11-24T24:00:00Z",
        "2026-11-24T03:00:60Z",
        "2026-11-24T03:00:04.1234567890Z",
        "+2026-1-24T03:00:04Z",
        "2026-11-24T03:00:0aZ",
        "２026-11-24T03:00:04Z"
      })
  void leavesTheRestToTheJdk(String text) {
    assertThat(IsoInstant.read(text)).isNull();
  }
}
