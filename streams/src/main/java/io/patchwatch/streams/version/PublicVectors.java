package io.patchwatch.streams.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The public vectors for the schemes in use: which of two versions is the newer one, as others say.
 * Where each comes from, and why some are outside a scheme or disputed, is in the README beside
 * them.
 */
public final class PublicVectors {

  private static final String OSV_SCALIBR = "osv-scalibr/";
  private static final String VERS_SPEC = "vers-spec/maven_version_cmp_test.json";

  private PublicVectors() {}

  /**
   * What became of the lines of one file under one scheme, each asked in both directions.
   *
   * @param right ordered as the file says
   * @param outside at least one side is no version of the scheme, so a verdict says unknown
   * @param disputed ordered otherwise than the file says, and listed with the reason
   * @param wrong ordered otherwise, and not listed
   * @param why what is outside or disputed, for a person; empty when nothing is
   */
  public record Outcome(
      String scheme,
      String file,
      int right,
      List<String> outside,
      List<String> disputed,
      List<String> wrong,
      String why) {

    public Outcome {
      outside = List.copyOf(outside);
      disputed = List.copyOf(disputed);
      wrong = List.copyOf(wrong);
    }
  }

  /** Runs all files; takes a second or two. */
  public static List<Outcome> run() {
    try {
      return List.of(
          run("semver", "semver-versions.txt"),
          run("go", "semver-versions.txt"),
          run("pep440", "pypi-versions.txt"),
          run("pep440", "pypi-versions-generated.txt"),
          run("debian", "debian-versions.txt"),
          run("debian", "debian-versions-generated.txt"),
          run("rpm", "redhat-versions.txt"),
          run("maven", "maven-versions.txt"),
          run("maven", "maven-versions-generated.txt"),
          run("maven", "vers-spec", versSpec()));
    } catch (IOException e) {
      throw new UncheckedIOException("the public vectors cannot be read", e);
    }
  }

  private static Outcome run(String scheme, String file) throws IOException {
    return run(scheme, file, lines(OSV_SCALIBR + file));
  }

  private static Outcome run(String scheme, String file, List<String> lines) throws IOException {
    List<String> excused = excused(scheme, file);
    VersionScheme order = VersionScheme.of(scheme);
    List<String> outside = new ArrayList<>();
    List<String> disputed = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (String line : lines) {
      try {
        if (!holds(order, line.split(" +", -1))) {
          (excused.contains(line) ? disputed : wrong).add(line);
        }
      } catch (UnreadableVersionException e) {
        outside.add(line);
      }
    }
    int right = lines.size() - outside.size() - disputed.size() - wrong.size();
    String why = outside.isEmpty() && disputed.isEmpty() ? "" : why(scheme);
    return new Outcome(scheme, file, right, outside, disputed, wrong, why);
  }

  private static String why(String scheme) {
    return switch (scheme) {
      case "pep440" -> "outside: names from before PEP 440, which Python's packaging refuses too";
      case "rpm" -> "outside: epochs that are no numbers, remains of package listings";
      case "maven" -> "disputed: Maven's own ComparableVersion orders them otherwise";
      default -> "";
    };
  }

  private static boolean holds(VersionScheme order, String[] words)
      throws UnreadableVersionException {
    int expected = "<=>".indexOf(words[1]) - 1;
    return Integer.signum(order.compare(words[0], words[2])) == expected
        && Integer.signum(order.compare(words[2], words[0])) == -expected;
  }

  private static List<String> versSpec() throws IOException {
    List<String> lines = new ArrayList<>();
    try (InputStream in = open(VERS_SPEC)) {
      for (JsonNode test : new ObjectMapper().readTree(in).path("tests")) {
        boolean equality = test.path("test_type").asText().equals("equality");
        JsonNode expected = test.path("expected_output");
        JsonNode versions = equality ? test.path("input").path("versions") : expected;
        lines.add(
            versions.get(0).asText()
                + (expected.isArray() ? " < " : " = ")
                + versions.get(1).asText());
      }
    }
    return lines;
  }

  private static List<String> excused(String scheme, String file) throws IOException {
    String start = scheme + "\t" + file + "\t";
    return lines("disputed.txt").stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .toList();
  }

  private static List<String> lines(String resource) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(resource), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("//") && !line.startsWith("#"))
          .toList();
    }
  }

  private static InputStream open(String resource) {
    return Objects.requireNonNull(
        PublicVectors.class.getResourceAsStream("vectors/" + resource), resource);
  }
}
