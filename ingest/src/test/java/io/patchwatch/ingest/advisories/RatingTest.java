package io.patchwatch.ingest.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatingTest {

  /** Scores as the standard's own calculators give them. */
  @ParameterizedTest
  @CsvSource({
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, 9.8, CRITICAL",
    "CVSS:3.0/AV:N/AC:H/PR:L/UI:N/S:U/C:N/I:N/A:L, 3.1, LOW",
    "AV:N/AC:L/Au:N/C:P/I:P/A:P, 7.5, HIGH",
    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, 9.3, CRITICAL",
  })
  void scoresEveryVersionOfTheStandard(String vector, double score, Severity severity) {
    assertThat(Rating.of(List.of(vector), null)).isEqualTo(new Rating(severity, score, vector));
  }

  @Test
  void prefersTheNewestVersionOfTheStandard() {
    String v2 = "AV:N/AC:L/Au:N/C:P/I:P/A:P";
    String v3 = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
    assertThat(Rating.of(List.of(v2, v3), "low").vector()).isEqualTo(v3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CVSS:3.1/", "CVSS:3.1/AV:X", "CVSS:9.9/AV:N", "nonsense"})
  void fallsBackToTheSourcesWordForAMalformedVector(String vector) {
    assertThat(Rating.of(List.of(vector), "Moderate"))
        .isEqualTo(new Rating(Severity.MEDIUM, null, null));
    assertThat(Rating.of(List.of(vector), null).severity()).isEqualTo(Severity.UNKNOWN);
  }
}
