package io.patchwatch.alerting.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherTest {

  private static final Map<String, String> LABELS =
      Map.of("severity", "critical", "region", "eu-west");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          severity="critical"      | true
          severity=critical        | true
          severity = "high"        | false
          severity!="high"         | true
          region=~"eu-.*"          | true
          region=~"eu"             | false
          region!~"us-.*"          | true
          missing=""               | true
          missing!=""              | false
          missing=~".*"            | true
          """)
  void matchesAsInAlertmanager(String matcher, boolean matches) {
    assertThat(Matcher.parse(matcher).matches(LABELS)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "severity", "severity>1", "1st=\"x\"", "a=\"x", "a=~\"(\"", "a=~\"(?=x)\""})
  void refusesWhatItCannotReadAndSaysHowToWriteIt(String matcher) {
    assertThatThrownBy(() -> Matcher.parse(matcher))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("matchers: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"severity=\"critical\"", "a=\"say \\\"hi\\\"\"", "b=~\"x\\\\.y\""})
  void writesWhatItReads(String matcher) {
    assertThat(Matcher.parse(matcher)).hasToString(matcher);
  }
}
