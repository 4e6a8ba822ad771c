package io.patchwatch.streams.version;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs lines such as {@code 1.0 < 1.0.1} through a scheme and sorts them by what became of them.
 */
record Vectors(int right, List<String> wrong, List<String> outside) {

  static Vectors run(String scheme, List<String> lines) {
    VersionScheme order = VersionScheme.of(scheme);
    int right = 0;
    List<String> wrong = new ArrayList<>();
    List<String> outside = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" +", -1);
      try {
        boolean holds =
            sign(order.compare(words[0], words[2])) == expected(words[1])
                && sign(order.compare(words[2], words[0])) == -expected(words[1]);
        right += holds ? 1 : 0;
        if (!holds) {
          wrong.add(line);
        }
      } catch (UnreadableVersionException e) {
        outside.add(line);
      }
    }
    return new Vectors(right, wrong, outside);
  }

  static List<String> lines(String resource) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Vectors.class.getResourceAsStream("/version-vectors/" + resource),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("//") && !line.startsWith("#"))
          .toList();
    }
  }

  private static int expected(String sign) {
    return switch (sign) {
      case "<" -> -1;
      case "=" -> 0;
      case ">" -> 1;
      default -> throw new IllegalArgumentException(sign);
    };
  }

  private static int sign(int order) {
    return Integer.signum(order);
  }
}
