package io.patchwatch.streams.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.streams.rules.pack.RulePack;
import io.patchwatch.streams.sigma.About;
import io.patchwatch.streams.sigma.Correlation;
import io.patchwatch.streams.sigma.Detection;
import io.patchwatch.streams.sigma.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document lists the built-in rules as they are. After a change, take over the new list. */
class RulePackDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "rules.md");
  private static final String MARK = "<!-- generated: RulePackDocumentTest -->\n";

  @Test
  void theDocumentListsEachBuiltInRule() throws IOException {
    String list = list();
    Path actual = Path.of("target", "rules-list.md");
    Files.writeString(actual, list);
    String document = Files.readString(DOCUMENT);

    assertThat(document).contains(MARK);
    assertThat(document.substring(document.indexOf(MARK) + MARK.length()))
        .as("the list in docs/rules.md; a new one is in " + actual)
        .isEqualTo(list);
  }

  private static String list() {
    Rulebook book = Rulebook.compile(RulePack.rules());
    List<About> rules = new ArrayList<>();
    book.detections().stream().filter(Detection::reports).forEach(it -> rules.add(it.about()));
    for (Correlation it : book.correlations()) {
      List<Correlation> above = book.feeds(it.id());
      if (above.isEmpty() || above.stream().anyMatch(Correlation::generate)) {
        rules.add(it.about());
      }
    }
    rules.sort(Comparator.comparing(About::level).reversed().thenComparing(About::name));
    return "\n"
        + rules.size()
        + " rules report; others only count for them.\n\n| level | name | what |\n|---|---|---|\n"
        + rules.stream().map(RulePackDocumentTest::row).collect(Collectors.joining());
  }

  private static String row(About rule) {
    return "| %s | `%s` | %s |%n"
        .formatted(rule.level().name().toLowerCase(Locale.ROOT), rule.name(), rule.title());
  }
}
