package io.patchwatch.streams.sigma;

import static io.patchwatch.streams.sigma.Book.matches;
import static io.patchwatch.streams.sigma.Book.refusal;
import static io.patchwatch.streams.sigma.Book.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The modifiers of the specification's appendix "Sigma Modifiers" 2.1.0 but encodings and times.
 */
class ModifiersTest {

  private static boolean selected(String fields, Object... event) {
    return matches("s: {" + fields + "}\ncondition: s", event);
  }

  private static String reason(String field) {
    return refusal(rule("r", "s: {" + field + "}\ncondition: s")).reason();
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
  void aFlagOfReChangesNothingElse() {
    assertThat(selected("message|re|i: failed", "message", "FAIL ED")).isFalse();
    assertThat(selected("message|re|i: ^two$", "message", "ONE\nTWO")).isFalse();
    assertThat(selected("message|re|i: one.two", "message", "ONE\nTWO")).isFalse();
    assertThat(selected("message|re|m: ^TWO$", "message", "one\ntwo")).isFalse();
    assertThat(selected("message|re|m: one.two", "message", "one\ntwo")).isFalse();
    assertThat(selected("message|re|s: ^two", "message", "one\ntwo")).isFalse();
    assertThat(selected("message|re|s: ONE.two", "message", "one\ntwo")).isFalse();
    assertThat(selected("message|re|i|neq: failed", "message", "FAILED")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a|i: x", "a|m: x", "a|s|neq: x", "a|i|m: x"})
  void aFlagWithoutReIsRefused(String field) {
    assertThat(reason(field)).contains("write re before");
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t|month: May",
        "t|hour: null",
        "t|hour: true",
        "t|hour: ''",
        "n|lt: NaN",
        "n|lt: Infinity",
        "n|lt: 1d",
        "n|lt: 1e3",
        "n|gte: '0x1p3'"
      })
  void whatIsNoNumberIsRefused(String field) {
    assertThat(reason(field)).contains("is no number");
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
        "a|i|contains: x",
        "a|contains|contains: x1",
        "a|base64|base64offset: x",
        "a|base64offset|re: x",
        "a|wide|utf16be: x",
        "a|utf16|utf16le: x",
        "a|wide|re: x",
        "a|wide|cidr: x",
        "a|hour|contains: 1",
        "a|hour|minute: 1",
        "a|day|cidr: 1",
        "a|year|re: 1",
        "a|week|fieldref: b"
      })
  void whatMakesNoSenseTogetherIsRefused(String field) {
    assertThat(reason(field)).containsAnyOf("cannot be used together", "twice");
  }
}
