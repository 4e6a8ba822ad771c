package io.patchwatch.streams.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Public vectors; which lines are outside a scheme, and why, is in the README beside them. */
class VersionVectorsTest {

  @Test
  void ordersThePublicVectors() {
    List<PublicVectors.Outcome> outcomes = PublicVectors.run();

    assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.wrong()).isEmpty());
    assertThat(outcomes)
        .extracting(
            o ->
                "%s %s %d %d %d"
                    .formatted(
                        o.scheme(), o.file(), o.right(), o.outside().size(), o.disputed().size()))
        .containsExactly(
            "semver semver-versions.txt 86 0 0",
            "go semver-versions.txt 86 0 0",
            "pep440 pypi-versions.txt 26 11 0",
            "pep440 pypi-versions-generated.txt 12306 69 0",
            "debian debian-versions.txt 30 0 0",
            "debian debian-versions-generated.txt 14442 0 0",
            "rpm redhat-versions.txt 141 24 0",
            "maven maven-versions.txt 101 0 1",
            "maven maven-versions-generated.txt 14734 0 18",
            "maven vers-spec 971 0 6");
  }
}
