package io.patchwatch.streams.sigma;

import static io.patchwatch.streams.sigma.Book.matches;
import static io.patchwatch.streams.sigma.Book.refusal;
import static io.patchwatch.streams.sigma.Book.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Detection and condition, sentence by sentence of the rules specification 2.1.0. */
class DetectionTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          prog?.exe,      progA.exe,        true
          prog?.exe,      prog.exe,         false
          antivirus_V*.exe, antivirus_V21.2.1.exe, true
          antivirus_V*.exe, antivirus_V.exe, true
          a*b*c,          axxbyyc,          true
          a*b*c,          axxcyyb,          false
          *mid*dle*,      in the mid of the dle, true
          """)
  void wildcardsStandForCharacters(String pattern, String value, boolean expected) {
    assertThat(matches("s: {message: '" + pattern + "'}\ncondition: s", "message", value))
        .isEqualTo(expected);
  }

  @Test
  void aBackslashTakesTheMeaningOfAWildcardAway() {
    assertThat(matches("s: {message: 'a\\*b'}\ncondition: s", "message", "a*b")).isTrue();
    assertThat(matches("s: {message: 'a\\*b'}\ncondition: s", "message", "axb")).isFalse();
    assertThat(matches("s: {message: 'C:\\dir'}\ncondition: s", "message", "c:\\dir")).isTrue();
    assertThat(matches("s: {message: 'C:\\\\dir'}\ncondition: s", "message", "c:\\dir")).isTrue();
    assertThat(matches("s: {message: 'dir\\\\*'}\ncondition: s", "message", "dir\\x")).isTrue();
    assertThat(matches("s: {message: 'dir\\\\\\*'}\ncondition: s", "message", "dir\\*")).isTrue();
    assertThat(matches("s: {message: 'dir\\\\\\*'}\ncondition: s", "message", "dir\\x")).isFalse();
  }

  @Test
  void aMapAsksForAllOfItsFieldsAndAListForOneOfItsValues() {
    String detection = "s:\n  EventLog: Security\n  EventID: [517, 1102]\ncondition: s";
    assertThat(matches(detection, "EventLog", "security", "EventID", 1102L)).isTrue();
    assertThat(matches(detection, "EventLog", "security", "EventID", 1L)).isFalse();
    assertThat(matches(detection, "EventID", 517L)).isFalse();
  }

  @Test
  void aListOfMapsAsksForOneOfThem() {
    String detection =
        "s:\n  - Image|endswith: '\\example.exe'\n  - Description|contains: Test executable\ncondition: s";
    assertThat(matches(detection, "Image", "C:\\example.exe")).isTrue();
    assertThat(matches(detection, "Description", "a test executable")).isTrue();
    assertThat(matches(detection, "Image", "other")).isFalse();
  }

  @Test
  void wordsWithoutAFieldAreSearchedInTheWholeEvent() {
    String detection = "keywords:\n  - EVILSERVICE\n  - svchost.exe -n evil\ncondition: keywords";
    assertThat(matches(detection, "message", "the evilservice runs")).isTrue();
    assertThat(matches(detection, "url.path", "/x/evilservice")).isTrue();
    assertThat(matches(detection, "message", "svchost.exe")).isFalse();
  }

  @Test
  void wordsWithAllMustAllBeThere() {
    String detection =
        "keywords:\n  '|all':\n    - OabVirtualDirectory\n    - ' -ExternalUrl '\ncondition: keywords";
    assertThat(matches(detection, "message", "Set-OabVirtualDirectory -ExternalUrl x")).isTrue();
    assertThat(matches(detection, "message", "Set-OabVirtualDirectory")).isFalse();
  }

  @Test
  void nullIsAMissingFieldAndEmptyTextIsEmpty() {
    String notNull = "s: {EventID: 4738}\nf: {PasswordLastSet: null}\ncondition: s and not f";
    assertThat(matches(notNull, "EventID", 4738L, "PasswordLastSet", "x")).isTrue();
    assertThat(matches(notNull, "EventID", 4738L)).isFalse();
    assertThat(matches("s: {user.name: ''}\ncondition: s", "user.name", "x")).isFalse();
    assertThat(matches("s: {user.name: ''}\ncondition: s")).isTrue();
  }

  @Test
  void numbersInRulesAndEventsMayBeText() {
    assertThat(matches("s: {a: 0x17}\ncondition: s", "a", "0x17")).isTrue();
    assertThat(matches("s: {a: 007}\ncondition: s", "a", "007")).isTrue();
    assertThat(matches("s: {a: '500'}\ncondition: s", "a", 500L)).isTrue();
    assertThat(matches("s: {a: true}\ncondition: s", "a", true)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          a or b and not c,     true,  false, true,  true
          a or b and not c,     false, true,  true,  false
          (a or b) and not c,   true,  false, true,  false
          not a and b,          false, true,  false, true
          not (a or b),         false, false, false, true
          1 of them,            false, false, true,  true
          1 of them,            false, false, false, false
          all of them,          true,  true,  true,  true
          all of them,          true,  true,  false, false
          NOT a AND b,          false, true,  false, true
          not not a,            true,  false, false, true
          """)
  void conditionsBindAsTheSpecificationSays(
      String condition, boolean a, boolean b, boolean c, boolean expected) {
    String detection = "a: {f.a: 1}\nb: {f.b: 1}\nc: {f.c: 1}\ncondition: " + condition;
    assertThat(matches(detection, "f.a", a ? 1L : 0L, "f.b", b ? 1L : 0L, "f.c", c ? 1L : 0L))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1 of selection*,                     1, 0, 0, true
          1 of selection*,                     0, 0, 1, false
          all of selection*,                   1, 1, 0, true
          all of selection*,                   1, 0, 1, false
          1 of selection* and not 1 of filter*, 1, 1, 1, false
          1 of selection* and not 1 of filter*, 1, 1, 0, true
          any of *_a,                          1, 0, 0, true
          """)
  void quantitiesOfAPatternChooseByName(
      String condition, long a, long b, long filter, boolean expected) {
    String detection =
        "selection_a: {f.a: 1}\nselection_b: {f.b: 1}\nfilter_x: {f.c: 1}\ncondition: " + condition;
    assertThat(matches(detection, "f.a", a, "f.b", b, "f.c", filter)).isEqualTo(expected);
  }

  @Test
  void themLeavesOutWhatBeginsWithAnUnderscore() {
    String detection = "a: {f.a: 1}\n_b: {f.b: 1}\ncondition: all of them";
    assertThat(matches(detection, "f.a", 1L, "f.b", 0L)).isTrue();
    assertThat(matches("a: {f.a: 1}\n_b: {f.b: 1}\ncondition: a and _b", "f.a", 1L)).isFalse();
  }

  @Test
  void aListOfConditionsIsMetByOneOfThem() {
    String detection = "a: {f.a: 1}\nb: {f.b: 1}\ncondition: [a, b]";
    assertThat(matches(detection, "f.b", 1L)).isTrue();
    assertThat(matches(detection, "f.b", 2L)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s and                 | missing
          s or or s             | there is no
          (s                    | not closed
          s)                    | too much
          selektion             | there is no
          1 of nothing*         | nothing is called
          2 of them             | not in the specification
          """)
  void aBrokenConditionIsRefusedWithTheReason(String condition, String reason) {
    Refusal refusal = refusal(rule("r", "s: {a: 1}\ncondition: " + condition));
    assertThat(refusal.place()).isEqualTo("detection.condition");
    assertThat(refusal.reason()).contains(reason);
  }

  @Test
  void aggregationsOfOldRulesAreRefusedWithTheRemedy() {
    assertThat(refusal(rule("r", "s: {a: 1}\ncondition: s | count() > 5")).reason())
        .contains("write a correlation");
    assertThat(refusal(rule("r", "s: {a: 1}\ntimeframe: 5m\ncondition: s")).reason())
        .contains("write a correlation");
  }

  @Test
  void theLogSourceDecidesWhichEventsAreMeant() {
    String text =
        rule("r", "s: {a: 1}\ncondition: s").replace("{category: chat}", "{product: Prosody}");
    Rulebook book = Book.of(text);
    assertThat(book.index().match(Book.event("a", 1L, "service.type", "prosody"))).hasSize(1);
    assertThat(book.index().match(Book.event("a", 1L, "service.type", "ejabberd"))).isEmpty();
  }

  @Test
  void aLogSourceThatNoChatServerHasIsRefused() {
    String windows =
        rule("r", "s: {a: 1}\ncondition: s")
            .replace("{category: chat}", "{product: windows, category: process_creation}");
    assertThat(refusal(windows).place()).isEqualTo("logsource.product");
    String dns = rule("r", "s: {a: 1}\ncondition: s").replace("category: chat", "category: dns");
    assertThat(refusal(dns).reason()).contains("never of category dns");
  }

  @Test
  void namesOfTheTaxonomyMeanFieldsOfEcs() {
    assertThat(matches("s: {c-ip: 192.0.2.7}\ncondition: s", "source.ip", "192.0.2.7")).isTrue();
    assertThat(matches("s: {sc-status: 500}\ncondition: s", "http.response.status_code", 500L))
        .isTrue();
  }

  @Test
  void whatIsNotUsableIsRefusedAsAWholeAndNothingElseIs() {
    String good = rule("good", "s: {a: 1}\ncondition: s");
    String bad = rule("bad", "s: {a|nope: 1}\nt: {a: 1}\ncondition: t");
    Rulebook book = Book.of(good + "---\n" + bad);
    assertThat(book.detections()).extracting(Detection::name).containsExactly("good");
    assertThat(book.refusals()).extracting(Refusal::rule).containsExactly("bad");
  }

  @Test
  void deprecatedAndUnsupportedRulesAreNotUsed() {
    for (String status : List.of("deprecated", "unsupported", "nonsense")) {
      Refusal refusal = refusal(rule("r", "s: {a: 1}\ncondition: s") + "status: " + status + "\n");
      assertThat(refusal.place()).isEqualTo("status");
    }
  }

  @Test
  void theLaterOfTwoRulesOfOneNameCounts() {
    Rulebook book =
        Book.of(rule("r", "s: {a: 1}\ncondition: s"), rule("r", "s: {a: 2}\ncondition: s"));
    assertThat(book.detections()).hasSize(1);
    assertThat(book.index().match(Book.event("a", 2L))).hasSize(1);
    assertThat(book.index().match(Book.event("a", 1L))).isEmpty();
  }

  @Test
  void keysThatTheSpecificationDoesNotKnowAreKept() {
    Rulebook book =
        Book.of(
            rule("r", "s: {a: 1}\ncondition: s") + "patchwatch: {quiet: 15m, key: [user.name]}\n");
    assertThat(book.detections().getFirst().custom().get("patchwatch"))
        .hasToString("{quiet=15m, key=[user.name]}");
  }

  @Test
  void filtersTakeMatchesAwayFromTheRulesThatTheyName() {
    String filter =
        """
        title: known scanner
        logsource: {category: chat}
        filter:
          rules: [r]
          selection: {user.name|startswith: adm_}
          condition: selection
        """;
    Rulebook book =
        Book.of(
            rule("r", "s: {a: 1}\ncondition: s"), rule("other", "s: {a: 1}\ncondition: s"), filter);
    assertThat(book.index().match(Book.event("a", 1L, "user.name", "adm_x")))
        .extracting(Detection::name)
        .containsExactly("other");
    assertThat(book.index().match(Book.event("a", 1L, "user.name", "eve"))).hasSize(2);
  }

  @Test
  void aFilterOfAnyRuleKeepsToItsLogSource() {
    String filter =
        """
        title: quiet prosody
        logsource: {product: prosody}
        filter:
          rules: any
          selection: {user.name: bot}
          condition: selection
        """;
    String prosody =
        rule("p", "s: {a: 1}\ncondition: s").replace("{category: chat}", "{product: prosody}");
    String ejabberd =
        rule("e", "s: {a: 1}\ncondition: s").replace("{category: chat}", "{product: ejabberd}");
    Rulebook book = Book.of(prosody, ejabberd, filter);
    assertThat(
            book.index().match(Book.event("a", 1L, "user.name", "bot", "service.type", "prosody")))
        .isEmpty();
    assertThat(
            book.index().match(Book.event("a", 1L, "user.name", "bot", "service.type", "ejabberd")))
        .hasSize(1);
  }

  @Test
  void saysWhyAnEventMatchesOrNot() {
    Rulebook book = Book.of(rule("r", "s: {a: 1, b|contains: x}\ncondition: s"));
    String why = book.explain("r", Book.event("a", 1L, "b", "nothing")).orElseThrow().toString();
    assertThat(why).contains("b is \"*x*\"").contains("seen=nothing").contains("met=false");
    assertThat(book.explain("none", Book.event())).isEmpty();
  }
}
