package io.patchwatch.streams.sigma;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The built-in rules, as files. */
final class Pack {

  private static final Path FOLDER = Path.of("src/main/resources/io/patchwatch/streams/rules/pack");

  private Pack() {}

  /** All of them. */
  static List<RuleText> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(f -> f.toString().endsWith(".yml") && !f.toString().endsWith(".samples.yml"))
          .sorted()
          .map(f -> new RuleText(f.getFileName().toString(), read(f)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands in them. */
  static List<String> texts() {
    return files().stream().map(RuleText::yaml).toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
