package io.patchwatch.streams.sigma;

import static io.patchwatch.streams.sigma.Book.matches;
import static io.patchwatch.streams.sigma.Book.refusal;
import static io.patchwatch.streams.sigma.Book.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each modifier of the specification's appendix "Sigma Modifiers" 2.1.0. */
class ModifiersTest {

  private static boolean selected(String fields, Object... event) {
    return matches("s: {" + fields + "}\ncondition: s", event);
  }

  @Test
  void withoutModifierTheWholeValueIsComparedWithoutCase() {
    assertThat(selected("user.name: Admin", "user.name", "aDMIN")).isTrue();
    assertThat(selected("user.name: admin", "user.name", "administrator")).isFalse();
    assertThat(selected("user.name: admin")).isFalse();
  }

  @Test
  void allAsksForEachValueOfTheList() {
    String both = "message|contains|all: [-enc, hidden]";
    assertThat(selected(both, "message", "run -enc -w hidden")).isTrue();
    assertThat(selected(both, "message", "run -enc")).isFalse();
  }

  @Test
  void allOnASingleValueIsRefused() {
    assertThat(refusal(rule("r", "s: {message|contains|all: x1}\ncondition: s")).reason())
        .contains("all asks for a list");
  }

  @Test
  void startswithEndswithAndContainsFindTheValueThere() {
    assertThat(selected("message|startswith: adm", "message", "ADMin")).isTrue();
    assertThat(selected("message|startswith: adm", "message", "an adm")).isFalse();
    assertThat(selected("message|endswith: .exe", "message", "cmd.EXE")).isTrue();
    assertThat(selected("message|endswith: .exe", "message", "cmd.exe x")).isFalse();
    assertThat(selected("message|contains: and", "message", "Sand!")).isTrue();
    assertThat(selected("message|contains: and", "message", "an d")).isFalse();
  }

  @Test
  void existsAsksForPresenceNotForTheValue() {
    assertThat(selected("source.ip|exists: true", "source.ip", "x")).isTrue();
    assertThat(selected("source.ip|exists: true")).isFalse();
    assertThat(selected("source.ip|exists: false")).isTrue();
    assertThat(refusal(rule("r", "s: {a|exists: maybe}\ncondition: s")).reason())
        .contains("true or false");
  }

  @Test
  void casedMindsTheCase() {
    assertThat(selected("user.name|cased: Root", "user.name", "Root")).isTrue();
    assertThat(selected("user.name|cased: Root", "user.name", "root")).isFalse();
    assertThat(selected("user.name|contains|cased: oO", "user.name", "rOot")).isFalse();
  }

  @Test
  void neqIsMetByOtherTextAndOtherNumbers() {
    assertThat(selected("user.name|neq: root", "user.name", "alice")).isTrue();
    assertThat(selected("user.name|neq: [root, alice]", "user.name", "Alice")).isFalse();
    assertThat(selected("http.response.status_code|neq: 200", "http.response.status_code", 404L))
        .isTrue();
    assertThat(selected("http.response.status_code|neq: 200", "http.response.status_code", 200L))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "/", "\u2013", "\u2014", "\u2015"})
  void windashTakesAnyDashForAFlag(String dash) {
    String flag = "message|windash|contains: ' -f'";
    assertThat(selected(flag, "message", "ping " + dash + "f host")).isTrue();
    assertThat(selected(flag, "message", "ping f host")).isFalse();
  }

  @Test
  void reFindsAnExpressionAndMindsTheCase() {
    assertThat(selected("message|re: 'fail(ed|ure)$'", "message", "login failed")).isTrue();
    assertThat(selected("message|re: 'fail(ed|ure)$'", "message", "login FAILED")).isFalse();
    assertThat(selected("message|re: '^a{2,3}b?[c-e]+$'", "message", "aabcd")).isTrue();
  }

  @Test
  void theFlagsOfReIgnoreCaseTakeLinesAndLetDotsMatchLineFeeds() {
    assertThat(selected("message|re|i: failed", "message", "FAILED")).isTrue();
    assertThat(selected("message|re|m: ^two$", "message", "one\ntwo\nthree")).isTrue();
    assertThat(selected("message|re: ^two$", "message", "one\ntwo\nthree")).isFalse();
    assertThat(selected("message|re|s: one.two", "message", "one\ntwo")).isTrue();
    assertThat(selected("message|re: one.two", "message", "one\ntwo")).isFalse();
    assertThat(selected("message|re|i|m|s: ONE.^two", "message", "one\ntwo")).isTrue();
  }

  @Test
  void lookAroundAndBackReferencesAreRefusedWithTheReason() {
    for (String regex : List.of("(?=x)y", "(?<!x)y", "(a)\\1")) {
      Refusal refusal = refusal(rule("r", "s: {message|re: '" + regex + "'}\ncondition: s"));
      assertThat(refusal.place()).isEqualTo("detection.s.message|re");
      assertThat(refusal.reason()).contains("linear time");
    }
  }

  @Test
  void base64ComparesWithTheEncodedValue() {
    String encoded =
        Base64.getEncoder().encodeToString("/bin/bash".getBytes(StandardCharsets.UTF_8));
    assertThat(selected("message|base64|contains: /bin/bash", "message", "x " + encoded)).isTrue();
    assertThat(
            selected(
                "message|base64|contains: /bin/bash",
                "message",
                encoded.toLowerCase(java.util.Locale.ROOT)))
        .isFalse();
  }

  @Test
  void base64offsetFindsTheValueAtAnyPlaceOfALongerText() {
    for (int before = 0; before < 6; before++) {
      String text = "x".repeat(before) + "http://evil.example" + "y".repeat(5 - before);
      String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
      assertThat(
              selected("message|base64offset|contains: 'http://evil.example'", "message", encoded))
          .as(text)
          .isTrue();
    }
  }

  @Test
  void wideIsUtf16WithoutMarkAndMostlyEncodedFurther() {
    byte[] wide = "cmd.exe".getBytes(StandardCharsets.UTF_16LE);
    String encoded = Base64.getEncoder().encodeToString(wide);
    for (String modifier : List.of("wide", "utf16le")) {
      assertThat(selected("message|" + modifier + "|base64: cmd.exe", "message", encoded)).isTrue();
    }
    assertThat(selected("message|utf16le: cmd", "message", "c\0m\0d\0")).isTrue();
  }

  @Test
  void utf16beAndUtf16WithMarkAreEncodedSo() {
    assertThat(selected("message|utf16be: cmd", "message", "\0c\0m\0d")).isTrue();
    assertThat(selected("message|utf16: cmd", "message", "\u00FF\u00FEc\0m\0d\0")).isTrue();
  }

  @Test
  void numbersAreComparedAsNumbers() {
    assertThat(selected("file.size|gt: 9", "file.size", 10L)).isTrue();
    assertThat(selected("file.size|gt: 10", "file.size", 10L)).isFalse();
    assertThat(selected("file.size|gte: 10", "file.size", "10")).isTrue();
    assertThat(selected("file.size|lt: 10", "file.size", 9.5)).isTrue();
    assertThat(selected("file.size|lte: 9", "file.size", 10L)).isFalse();
    assertThat(selected("file.size|lt: 10", "file.size", "many")).isFalse();
    assertThat(refusal(rule("r", "s: {file.size|lt: many}\ncondition: s")).reason())
        .contains("no number");
  }

  @Test
  void partsOfATimeAreNumbers() {
    Object[] event = {"@timestamp", "2026-11-27T22:05:59Z"};
    assertThat(selected("'@timestamp|minute': 5", event)).isTrue();
    assertThat(selected("'@timestamp|hour|gte': 22", event)).isTrue();
    assertThat(selected("'@timestamp|hour|lt': 22", event)).isFalse();
    assertThat(selected("'@timestamp|day': 27", event)).isTrue();
    assertThat(selected("'@timestamp|week': 48", event)).isTrue();
    assertThat(selected("'@timestamp|month': [10, 11]", event)).isTrue();
    assertThat(selected("'@timestamp|year|lte': 2025", event)).isFalse();
    assertThat(selected("'@timestamp|hour': 22", "@timestamp", "now")).isFalse();
  }

  @Test
  void cidrAsksForAnAddressOfTheNetwork() {
    assertThat(selected("source.ip|cidr: 10.0.0.0/8", "source.ip", "10.200.1.1")).isTrue();
    assertThat(selected("source.ip|cidr: 10.0.0.0/9", "source.ip", "10.200.1.1")).isFalse();
    assertThat(selected("source.ip|cidr: '2001:db8::/33'", "source.ip", "2001:db8:1::5")).isTrue();
    assertThat(selected("source.ip|cidr: '2001:db8::/33'", "source.ip", "2001:db8:8000::5"))
        .isFalse();
    assertThat(selected("source.ip|cidr: [10.0.0.0/8, 192.0.2.1]", "source.ip", "192.0.2.1"))
        .isTrue();
    assertThat(selected("source.ip|cidr: 10.0.0.0/8", "source.ip", "host.example")).isFalse();
    assertThat(refusal(rule("r", "s: {source.ip|cidr: 10.0.0.0/33}\ncondition: s")).reason())
        .contains("no network");
  }

  @Test
  void expandTakesTheValuesOfAPlaceholder() {
    String text = rule("r", "s: {user.name|expand: '%Administrators%'}\ncondition: s");
    Rulebook book =
        Rulebook.compile(
            List.of(new RuleText("t", text)), Map.of("Administrators", List.of("root", "adm*")));
    assertThat(book.index().match(Book.event("user.name", "adm7"))).hasSize(1);
    assertThat(book.index().match(Book.event("user.name", "bob"))).isEmpty();
    assertThat(refusal(text).reason()).contains("%Administrators%").contains("no values");
  }

  @Test
  void anEscapedPercentIsAPercent() {
    assertThat(selected("user.name|expand: '\\%plain\\%'", "user.name", "%plain%")).isTrue();
    assertThat(selected("user.name: '%name%'", "user.name", "%name%")).isTrue();
  }

  @Test
  void fieldrefComparesWithAnotherField() {
    String same = "user.name|fieldref: user.target.name";
    assertThat(selected(same, "user.name", "a", "user.target.name", "A")).isTrue();
    assertThat(selected(same, "user.name", "a", "user.target.name", "b")).isFalse();
    assertThat(selected(same, "user.name", "a")).isFalse();
    assertThat(
            selected(
                "user.name|fieldref|neq: user.target.name",
                "user.name",
                "a",
                "user.target.name",
                "b"))
        .isTrue();
    assertThat(
            selected(
                "message|fieldref|contains: user.name",
                "message",
                "hello bob!",
                "user.name",
                "bob"))
        .isTrue();
    assertThat(
            selected(
                "message|fieldref|startswith: user.name", "message", "a bob", "user.name", "bob"))
        .isFalse();
    assertThat(
            selected(
                "message|fieldref|endswith: user.name", "message", "a bob", "user.name", "bob"))
        .isTrue();
  }

  @Test
  void anUnknownModifierIsRefusedWithWhatWasProbablyMeant() {
    Refusal refusal = refusal(rule("r", "s: {message|contain: x}\ncondition: s"));
    assertThat(refusal.place()).isEqualTo("detection.s.message|contain");
    assertThat(refusal.reason()).contains("contain is not known").contains("contains");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a|re|contains: x",
        "a|cidr|contains: 10.0.0.0/8",
        "a|exists|contains: true",
        "a|gt|lt: 1",
        "a|startswith|endswith: x",
        "a|i: x1",
        "a|contains|contains: x1"
      })
  void whatMakesNoSenseTogetherIsRefused(String field) {
    if (field.startsWith("a|i")) {
      assertThat(refusal(rule("r", "s: {a|i|contains: x}\ncondition: s")).reason())
          .contains("cannot be used together");
    } else {
      assertThat(refusal(rule("r", "s: {" + field + "}\ncondition: s")).reason())
          .containsAnyOf("cannot be used together", "twice");
    }
  }
}
