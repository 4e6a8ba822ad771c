package io.patchwatch.streams.version;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Public vectors; which lines are outside a scheme, and why, is in the README beside them. */
class VersionVectorsTest {

  @ParameterizedTest
  @CsvSource({
    "semver, semver-versions.txt,           86, 0",
    "go,     semver-versions.txt,           86, 0",
    "pep440, pypi-versions.txt,             26, 11",
    "pep440, pypi-versions-generated.txt,   12306, 69",
    "debian, debian-versions.txt,           30, 0",
    "debian, debian-versions-generated.txt, 14442, 0",
    "rpm,    redhat-versions.txt,           141, 24",
    "maven,  maven-versions.txt,            101, 0",
    "maven,  maven-versions-generated.txt,  14734, 0"
  })
  void ordersThePublicVectors(String scheme, String file, int right, int outside)
      throws IOException {
    Vectors vectors = Vectors.run(scheme, Vectors.lines("osv-scalibr/" + file));

    assertThat(vectors.wrong()).isEqualTo(disputed(scheme, file));
    assertThat(vectors.outside()).hasSize(outside);
    assertThat(vectors.right()).isEqualTo(right);
  }

  @Test
  void ordersTheMavenVectorsOfTheVersSpecification() throws IOException {
    List<String> lines = new ArrayList<>();
    for (JsonNode test : tests("maven_version_cmp_test.json")) {
      JsonNode versions =
          test.path("test_type").asText().equals("equality")
              ? test.path("input").path("versions")
              : test.path("expected_output");
      boolean equal = !test.path("expected_output").isArray();
      lines.add(versions.get(0).asText() + (equal ? " = " : " < ") + versions.get(1).asText());
    }

    Vectors vectors = Vectors.run("maven", lines);

    assertThat(vectors.wrong()).isEqualTo(disputed("maven", "vers-spec"));
    assertThat(vectors.outside()).isEmpty();
    assertThat(vectors.right()).isEqualTo(971);
  }

  /** Lines that Maven's own code of today orders otherwise; see the README beside them. */
  private static List<String> disputed(String scheme, String file) throws IOException {
    return Vectors.lines("disputed.txt").stream()
        .map(line -> line.split("\\t", -1))
        .filter(columns -> columns[0].equals(scheme) && columns[1].equals(file))
        .map(columns -> columns[2])
        .toList();
  }

  private static JsonNode tests(String file) throws IOException {
    return new ObjectMapper()
        .readTree(VersionVectorsTest.class.getResource("/version-vectors/vers-spec/" + file))
        .path("tests");
  }
}
