package io.patchwatch.events.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Precision;
import io.patchwatch.events.ProbeFailed.Failure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class VersionReaderTest {

  private static Reading read(String product, String probe, HttpAnswer answer) {
    Product known = Objects.requireNonNull(Catalogue.builtIn().get(product));
    ProbeSpec spec =
        known.probes().stream().filter(p -> p.name().equals(probe)).findFirst().orElseThrow();
    return VersionReader.read(known, spec, answer);
  }

  private static HttpAnswer json(String body) {
    return new HttpAnswer(200, Map.of("Content-Type", List.of("application/json")), body);
  }

  @Test
  void namesTheProductThatReallyAnswers() {
    assertThat(
            read(
                "synapse",
                "federation",
                json("{\"server\":{\"name\":\"Tuwunel\",\"version\":\"1.9.0\"}}")))
        .isEqualTo(new Reading.OtherProduct("Tuwunel"));
  }

  @Test
  void explainsAnUnexpectedStatus() {
    Reading reading = read("openfire", "admin-console-login", new HttpAnswer(502, Map.of(), "x"));
    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Unreadable.class,
            u -> {
              assertThat(u.failure()).isEqualTo(Failure.HTTP_STATUS);
              assertThat(u.why()).contains("502").contains("[200]");
            });
  }

  @Test
  void keepsTheExcerptOnOneLineWithoutControlCharacters() {
    String page =
        "<div\nid=\"jive-loginVersion\">\u001b[31m Openfire,\r\nVersion: 4.7.4</div>"
            + "x".repeat(500);
    Reading reading = read("openfire", "admin-console-login", new HttpAnswer(200, Map.of(), page));
    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Read.class,
            r -> {
              assertThat(r.version()).isEqualTo("4.7.4");
              assertThat(r.precision()).isEqualTo(Precision.FULL);
              assertThat(r.excerpt())
                  .contains("4.7.4")
                  .doesNotContain("\n")
                  .doesNotContain("\u001b");
              assertThat(r.excerpt().length()).isLessThanOrEqualTo(220);
            });
  }

  @Test
  void survivesDeepAndBrokenJson() {
    assertThat(read("synapse", "federation", json("[".repeat(100_000))))
        .isInstanceOf(Reading.Unreadable.class);
    assertThat(read("synapse", "federation", json("{\"server\":{\"version\":")))
        .isInstanceOf(Reading.Unreadable.class);
    assertThat(read("synapse", "federation", json(""))).isInstanceOf(Reading.Unreadable.class);
  }
}
