package io.patchwatch.streams.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.patchwatch.events.Mangled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever stands in a file of rules: rules or refusals in bounded time, never an exception; and
 * what is a rule is found through the index exactly when it matches.
 */
class AnyRuleTest {

  /** What means something in rules or in YAML. */
  private static final List<String> PIECES =
      List.of(
          "title: t\n",
          "logsource: ",
          "{category: chat}\n",
          "detection:\n",
          "  s: ",
          "  condition: ",
          "- ",
          "[",
          "]",
          "{",
          "}",
          ": ",
          "? ",
          "&a ",
          "*a",
          "<<: ",
          "!!binary ",
          "!!set ",
          "!x ",
          "|\n",
          ">-\n",
          "---\n",
          "...\n",
          "%YAML 1.1\n",
          "'",
          "\"",
          "\\x",
          "#",
          ",",
          "\n",
          "  ",
          "\t",
          "s",
          "0b1_",
          "0o7",
          "1_0",
          "~",
          "2026-01-01",
          ".inf",
          "\u0085",
          "\u2028",
          "\ud83d",
          "\u0000",
          "correlation:\n",
          "filter:\n");

  private static final List<String> FIELDS =
      List.of("message", "user.name", "source.ip", "url.path", "n", "@timestamp");

  private static final List<String> MODIFIERS =
      List.of(
          "contains",
          "startswith",
          "endswith",
          "all",
          "cased",
          "exists",
          "neq",
          "re",
          "i",
          "m",
          "s",
          "base64",
          "base64offset",
          "wide",
          "utf16",
          "utf16le",
          "utf16be",
          "windash",
          "cidr",
          "lt",
          "lte",
          "gt",
          "gte",
          "fieldref",
          "minute",
          "hour",
          "day",
          "week",
          "month",
          "year",
          "expand",
          "",
          "no");

  private static final List<String> VALUES =
      List.of(
          "a",
          "login failed",
          "'*'",
          "'?a*b'",
          "'\\*'",
          "''",
          "null",
          "true",
          "7",
          "-0.5",
          "1e400",
          ".nan",
          "0x17",
          "99999999999999999999",
          "10.0.0.0/8",
          "'::/0'",
          "'-f /g'",
          "'%x%'",
          "user.name",
          "[]",
          "[a, 7, null]",
          "[[a]]",
          "{b: c}",
          "2026-11-27T22:05:59Z",
          "'(a+)+$'",
          "'[a-'",
          "'(?=a)'",
          "'a{2,999}'",
          "'^.?$|x'",
          "'\\x41\\p{L}\\Q.'",
          "\u4e2d\u6587\u5b57\u7b26",
          "'\ud83d\ude00'",
          "K\u0130",
          "!!binary YQ==");

  private static final List<Object> SEEN =
      List.of(
          "",
          "a",
          "LOGIN FAILED",
          "login failed",
          "xab",
          "*",
          "\\*",
          "7",
          7L,
          -0.5,
          true,
          "10.200.1.1",
          "::1",
          "x -f /g",
          "YQ==",
          "a\u0000",
          "2026-11-27T22:05:59Z",
          "user.name",
          "aaaaaaaaaaaaaaaa!",
          "\u4e2d\u6587\u5b57\u7b26",
          "\u212a\u0130",
          "\ud83d",
          "x\ny");

  private static final List<String> WORDS =
      List.of(
          "and",
          "or",
          "not",
          "(",
          ")",
          "1",
          "any",
          "all",
          "of",
          "them",
          "s",
          "s1",
          "s*",
          "_h",
          "_*",
          "*",
          "nothing",
          "7",
          "NOT",
          "\n",
          "1 of s*",
          "all of them",
          "(s or s1)");

  @Provide
  Arbitrary<String> brokenFiles() {
    return Mangled.of(Arbitraries.of(Pack.texts()));
  }

  @Provide
  Arbitrary<String> brokenTrees() {
    return MangledTree.of(Arbitraries.of(Pack.texts()));
  }

  @Provide
  Arbitrary<String> anyText() {
    Arbitrary<String> pieces = Arbitraries.of(PIECES);
    return Arbitraries.oneOf(
        pieces.list().ofMaxSize(20).map(all -> String.join("", all)),
        Arbitraries.strings().all().ofMaxLength(60));
  }

  @Provide
  Arbitrary<String> conditions() {
    return Arbitraries.of(WORDS).list().ofMaxSize(14).map(all -> String.join(" ", all));
  }

  @Provide
  Arbitrary<String> tests() {
    Arbitrary<String> modifiers =
        Arbitraries.of(MODIFIERS)
            .list()
            .ofMaxSize(3)
            .map(all -> String.join("", all.stream().map(each -> "|" + each).toList()));
    return Combinators.combine(Arbitraries.of(FIELDS), modifiers, Arbitraries.of(VALUES))
        .as((field, modifier, value) -> "'" + field + modifier + "': " + value);
  }

  @Provide
  Arbitrary<Fields> events() {
    return Arbitraries.maps(Arbitraries.of(FIELDS), Arbitraries.of(SEEN))
        .ofMaxSize(FIELDS.size())
        .map(map -> map::get);
  }

  @Property(tries = 600)
  void aBrokenFileOfThePack(@ForAll("brokenFiles") String yaml, @ForAll("events") Fields event) {
    check(yaml, event);
  }

  @Property(tries = 600)
  void aFileOfThePackWithOtherKeysAndValues(
      @ForAll("brokenTrees") String yaml, @ForAll("events") Fields event) {
    check(yaml, event);
  }

  @Property(tries = 1_500)
  void anyText(@ForAll("anyText") String yaml, @ForAll("events") Fields event) {
    check(yaml, event);
  }

  @Property(tries = 1_500)
  void anyCondition(@ForAll("conditions") String condition, @ForAll("events") Fields event) {
    String selections =
        "s: {n: 7}\ns1: {message|contains: a}\n_h: [login failed, xab]\ncondition: >-\n";
    check(Book.rule("r", selections + condition.indent(2)), event);
  }

  @Property(tries = 600)
  void anyTestOfAField(
      @ForAll("tests") String test, @ForAll("tests") String other, @ForAll("events") Fields event) {
    check(Book.rule("r", "s:\n  " + test + "\nt:\n  " + other + "\ncondition: s or not t"), event);
    check(Book.rule("r", "s:\n  " + test + "\ncondition: s"), event);
  }

  private static void check(String yaml, Fields event) {
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> compare(yaml, event));
  }

  private static void compare(String yaml, Fields event) {
    Rulebook book =
        Rulebook.compile(List.of(new RuleText("fuzz", yaml)), Map.of("x", List.of("a", "b*")));
    for (Refusal refusal : book.refusals()) {
      assertThat(refusal.reason()).isNotBlank();
      assertThat(refusal.rule()).isNotBlank();
    }
    List<Detection> met = new ArrayList<>();
    for (Detection rule : book.detections()) {
      if (book.explain(rule.id(), event).orElseThrow().met()) {
        met.add(rule);
      }
    }
    assertThat(book.index().match(event)).isEqualTo(met);
  }
}
