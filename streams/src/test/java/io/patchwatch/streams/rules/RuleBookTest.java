package io.patchwatch.streams.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleBookTest {

  private final List<Map<String, String>> bound = new ArrayList<>();
  private final RuleBook rules = new RuleBook(this::bind);

  /** A text with the word "bad" is refused. */
  private RuleBook.Bound bind(Map<String, String> files) {
    bound.add(files);
    return new RuleBook.Bound(
        Book.EMPTY,
        files.entrySet().stream()
            .filter(file -> file.getValue().contains("bad"))
            .map(file -> new RuleBook.Refused(file.getKey(), "is bad; make it good"))
            .toList());
  }

  @Test
  void theSameFilesAreBoundOnce() {
    rules.take(Map.of("a", "good"));
    long generation = rules.generation();

    rules.take(Map.of("a", "good"));

    assertThat(bound).hasSize(1);
    assertThat(rules.generation()).isEqualTo(generation);
  }

  @Test
  void theLastGoodVersionOfARefusedFileStaysInForce() {
    rules.take(Map.of("a", "good 1", "b", "good"));

    rules.take(Map.of("a", "bad", "b", "good"));

    assertThat(bound.getLast()).isEqualTo(Map.of("a", "good 1", "b", "good"));
    assertThat(rules.refused()).extracting(RuleBook.Refused::file).containsExactly("a");
    assertThat(rules.trouble()).isEqualTo("a: is bad; make it good");
  }

  @Test
  void itStaysInForceHoweverOftenTheFileIsMendedBadly() {
    rules.take(Map.of("a", "good 1"));
    rules.take(Map.of("a", "bad 1"));

    rules.take(Map.of("a", "bad 2"));

    assertThat(bound.getLast()).isEqualTo(Map.of("a", "good 1"));
    rules.take(Map.of("a", "good 2"));
    assertThat(bound.getLast()).isEqualTo(Map.of("a", "good 2"));
    assertThat(rules.refused()).isEmpty();
  }

  @Test
  void whatIsWithdrawnDoesNotComeBack() {
    rules.take(Map.of("a", "good"));
    rules.take(Map.of());

    rules.take(Map.of("a", "bad"));

    assertThat(bound.getLast()).isEqualTo(Map.of("a", "bad"));
  }
}
