package io.patchwatch.streams.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a file of rules: an answer in bounded time, never an exception. */
class LoaderFuzzTest {

  private static final String GOOD =
      """
      title: fuzz
      name: fuzz
      id: 0e95725d-7320-415d-80f7-004da920fc11
      status: test
      logsource: {category: chat, product: prosody}
      detection:
        s: {user.name|contains|all: [a1, b2], source.ip|cidr: 10.0.0.0/8, n|gt: 5}
        k: [word, 'other *']
        r: {message|re|i: 'x(a|b)+[c-d]{2,3}'}
        condition: (s or not k) and 1 of r*
      tags: [attack.t1110]
      ---
      title: c
      name: c
      correlation: {type: value_count, rules: [fuzz], group-by: [a], timespan: 5m, condition: {field: b, gte: 3}}
      ---
      title: f
      logsource: {category: chat}
      filter: {rules: [fuzz], selection: {a: 1}, condition: selection}
      """;

  private static void load(String yaml) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          Rulebook book = Rulebook.compile(List.of(new RuleText("fuzz", yaml)));
          book.index().match(Book.event("message", "xabcd word", "user.name", "a1b2", "n", 7L));
          book.refusals().forEach(refusal -> assertThat(refusal.reason()).isNotBlank());
        });
  }

  @Test
  void aMutatedFileIsReadOrRefused() {
    SplittableRandom random = new SplittableRandom(11);
    String alphabet = "|:{}[]()*?\\'\"\n -&%#!<>0a~\u0000\u2028\ud83d";
    for (int round = 0; round < 1500; round++) {
      StringBuilder text = new StringBuilder(GOOD);
      for (int change = random.nextInt(1, 6); change > 0; change--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
          case 2 -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
          default -> {
            int end = Math.min(text.length(), at + random.nextInt(40));
            text.insert(random.nextInt(text.length()), text.substring(at, end));
          }
        }
      }
      load(text.toString());
    }
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
