package io.patchwatch.streams.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The index finds exactly what one finds rule by rule. */
class IndexTest {

  private static final List<String> WORDS =
      List.of(
          "login",
          "log",
          "failed",
          "fail",
          "LED",
          "root",
          "/etc/passwd",
          "passwd",
          "ä",
          "Ünder",
          "a",
          "");
  private static final List<String> FIELDS = List.of("message", "user.name", "url.path", "n");
  private static final List<String> MODIFIERS =
      List.of(
          "", "|contains", "|startswith", "|endswith", "|cased", "|contains|cased", "|re", "|neq");

  private final SplittableRandom random = new SplittableRandom(4);

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String test() {
    String word = pick(WORDS);
    if (random.nextInt(12) == 0) {
      return "n|" + pick(List.of("gt", "lte")) + ": " + random.nextInt(5);
    }
    String modifier = word.isEmpty() ? "" : pick(MODIFIERS);
    String value = random.nextInt(5) == 0 && !modifier.contains("re") ? word + "*" : word;
    return pick(FIELDS) + modifier + ": '" + value + "'";
  }

  private String rule(int number) {
    StringBuilder detection = new StringBuilder();
    int selections = 1 + random.nextInt(3);
    for (int i = 0; i < selections; i++) {
      detection.append("  s").append(i).append(": {").append(test());
      if (random.nextInt(3) == 0) {
        detection.append(", other").append(random.nextInt(2)).append("|contains: ").append("log");
      }
      detection.append("}\n");
    }
    String condition = pick(List.of("1 of s*", "all of s*", "s0 and not s1", "not s0", "s0"));
    condition = selections == 1 ? condition.replace("s0 and not s1", "s0") : condition;
    return "title: r%d\nname: r%d\nlogsource: {category: chat}\ndetection:\n%s  condition: %s\n"
        .formatted(number, number, detection, condition);
  }

  private Fields event() {
    Map<String, Object> fields = new HashMap<>();
    for (String field : List.of("message", "user.name", "url.path", "other0", "other1")) {
      if (random.nextInt(4) != 0) {
        String text = pick(WORDS) + pick(List.of("", " ", "x")) + pick(WORDS);
        fields.put(field, random.nextBoolean() ? text : text.toUpperCase(java.util.Locale.ROOT));
      }
    }
    if (random.nextBoolean()) {
      fields.put("n", (long) random.nextInt(5));
    }
    return fields::get;
  }

  @Test
  void findsExactlyWhatEachRuleAloneMatches() {
    for (int round = 0; round < 40; round++) {
      List<RuleText> texts = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        texts.add(new RuleText("t" + i, rule(i)));
      }
      Rulebook book = Rulebook.compile(texts);
      assertThat(book.refusals()).isEmpty();
      for (int i = 0; i < 50; i++) {
        Fields event = event();
        List<String> oneByOne =
            book.detections().stream()
                .filter(rule -> book.explain(rule.id(), event).orElseThrow().met())
                .map(Detection::name)
                .toList();
        assertThat(book.index().match(event)).extracting(Detection::name).isEqualTo(oneByOne);
      }
    }
  }

  @Test
  void mostRulesAreNotEvaluatedForEachEvent() {
    List<RuleText> texts = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      texts.add(
          new RuleText(
              "t", Book.rule("r" + i, "s: {message|contains: word" + i + "}\ncondition: s")));
    }
    assertThat(Rulebook.compile(texts).index().unindexed()).isZero();
  }

  @Test
  void manyLongWordsOfManyCharactersTakeLittleMemory() {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      words.append(i == 0 ? "'" : ", '");
      for (int c = 0; c < 300; c++) {
        words.append((char) (0x4e00 + (i * 31 + c * 7) % 20_000));
      }
      words.append("'");
    }
    Rulebook book = Book.of(Book.rule("r", "s: {message|contains: [" + words + "]}\ncondition: s"));
    assertThat(book.refusals()).isEmpty();
    assertThat(book.index().unindexed()).isZero();
    String word = words.substring(1, 301);
    assertThat(book.index().match(Book.event("message", "x" + word + "x"))).hasSize(1);
    assertThat(book.index().match(Book.event("message", word.substring(1)))).isEmpty();
  }

  /** Its lower case is the letter k, and rules compare without case. */
  @Test
  void theSignOfKelvinIsAnyK() {
    assertThat(Book.matches("s: {message|contains: token}\ncondition: s", "message", "to\u212aen"))
        .isTrue();
  }
}
