package io.patchwatch.streams.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackLoadsTest {

  @Test
  void noRuleOfThePackIsRefused() throws IOException {
    Path pack = Path.of("src/main/resources/io/patchwatch/streams/rules/pack");
    List<RuleText> texts;
    try (Stream<Path> files = Files.list(pack)) {
      texts =
          files
              .filter(f -> f.toString().endsWith(".yml") && !f.toString().endsWith(".samples.yml"))
              .map(f -> new RuleText(f.getFileName().toString(), read(f)))
              .toList();
    }
    Rulebook book = Rulebook.compile(texts);
    assertThat(book.refusals()).isEmpty();
    assertThat(book.detections()).hasSizeGreaterThan(40);
    assertThat(book.correlations()).hasSizeGreaterThan(10);
    assertThat(book.index().unindexed()).isLessThan(10);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
