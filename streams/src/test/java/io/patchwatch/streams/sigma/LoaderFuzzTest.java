package io.patchwatch.streams.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a file of rules: an answer in bounded time, never an exception. */
class LoaderFuzzTest {

  private static void load(String yaml) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          Rulebook book = Rulebook.compile(List.of(new RuleText("fuzz", yaml)));
          book.index().match(Book.event("message", "xabcd word", "user.name", "a1b2", "n", 7L));
          book.refusals().forEach(refusal -> assertThat(refusal.reason()).isNotBlank());
        });
  }

  private static List<String> hostile() {
    String rule =
        "title: h\nlogsource: {category: chat}\ndetection:\n  s: {a%s: '%s'}\n  condition: s\n";
    return List.of(
        "",
        "\u0000",
        "[".repeat(50_000),
        "{a: ".repeat(10_000),
        "a: &x [1,1]\nb: [*x,*x]\n",
        "x".repeat(2_000_000),
        "--- {}\n".repeat(5_000),
        rule.formatted("|re", "(a+)+".repeat(300)),
        rule.formatted("|re", "(((x{1000}){1000}){1000})"),
        rule.formatted("|re", "(" + "a|".repeat(900) + "b)"),
        rule.formatted("|windash|contains", " -a -b -c -d -e -f -g"),
        rule.formatted("", "*a".repeat(400)),
        rule.formatted("|expand", "%a%%b%%c%"),
        "title: h\nlogsource: {category: chat}\ndetection:\n  s: {a: 1}\n  condition: "
            + "(".repeat(4000)
            + "s",
        "title: h\nlogsource: {category: chat}\ndetection:\n  s: {a: 1}\n  condition: "
            + "not ".repeat(2000)
            + "s",
        "- just\n- a list\n",
        "just text");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void aHostileFileIsReadOrRefused(int number) {
    load(hostile().get(number));
  }

  @Test
  void everyHostileFileIsTried() {
    assertThat(hostile()).hasSize(17);
  }

  @Test
  void repetitionsOfRepetitionsAreRefused() {
    String rule = Book.rule("r", "s: {a|re: '((x{1000}){1000}){9}'}\ncondition: s");
    assertThat(Book.refusal(rule).reason()).contains("repeats too much");
  }

  /** All the ways to write four dashes are many values. */
  @Test
  void aRuleOfTooManyValuesLeavesRoomForOthers() {
    String flags =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "' -a -b -c -d" + i + "'")
            .collect(Collectors.joining(", "));
    String[] texts = new String[13];
    Arrays.setAll(
        texts,
        i -> Book.rule("r" + i, "s: {f" + i + "|windash|contains: [" + flags + "]}\ncondition: s"));
    texts[12] = Book.rule("good", "s: {a: 1}\ncondition: s");
    Rulebook book = Book.of(texts);
    assertThat(book.refusals())
        .hasSize(12)
        .allSatisfy(refusal -> assertThat(refusal.reason()).contains("in one rule; split it"));
    assertThat(book.index().match(Book.event("a", "1"))).hasSize(1);
  }

  @Test
  void aliasesAreRefusedWithTheLine() {
    Rulebook book = Rulebook.compile(List.of(new RuleText("t", "title: &a x\ndetection: *a\n")));
    assertThat(book.refusals().getFirst().toString()).contains("line 2").contains("aliases");
  }

  @Test
  void matchingTakesTimeInProportionToTheLine() {
    Rulebook book =
        Book.of(
            Book.rule("g", "s: {message: '*a*a*a*a*a*b'}\ncondition: s"),
            Book.rule("r", "s: {message|re: '(a+)+$'}\ncondition: s"));
    assertThat(book.refusals()).isEmpty();
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> book.index().match(Book.event("message", "a".repeat(8_000) + "!")));
  }
}
