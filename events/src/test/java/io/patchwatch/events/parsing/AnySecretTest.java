package io.patchwatch.events.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.events.Wire;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Secrets in lines, and lines that only look as if they had some. */
class AnySecretTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<String> PIECES =
      List.of(
          "password",
          "passwd",
          "Token",
          "secret",
          "api_key",
          "authorization",
          "cookie",
          "bearer ",
          "credential",
          "sessionid",
          "set to ",
          "basic ",
          "user",
          "eyJ",
          "syt_",
          "ghp_",
          "://",
          "@",
          "<auth",
          "<response",
          "<",
          ">",
          "</",
          ">>,<<",
          "=",
          ":",
          "=>",
          "'",
          "\"",
          "\\",
          "\\\"",
          "{",
          "}",
          "[",
          "]",
          ",",
          ";",
          "&",
          " ",
          "\n",
          ".",
          "-",
          "abcdefghijk",
          "***",
          "null",
          "x");

  private static final List<String> WORDS =
      List.of(
          "password=%s",
          "access_token: %s",
          "\"token\":\"%s\"",
          "Authorization: Bearer %s",
          "Cookie: sid=%s",
          "https://joe:%s@example.org/",
          "Password for 'joe' set to '%s'",
          "{<<\"pass\">>,<<\"%s\">>}",
          "<password>%s</password>",
          "<auth mechanism='PLAIN'>%s</auth>",
          "api-key=%s",
          "X-Auth-Token: Basic %s",
          "using bearer %s");

  private static final List<String> TELLING =
      List.of("pass", "pwd", "secret", "token", "cookie", "bearer", "<auth", "api", "://", "key");

  @Provide
  Arbitrary<String> soup() {
    return Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(14).map(p -> String.join("", p));
  }

  @Provide
  Arbitrary<String> planted() {
    return Combinators.combine(
            recorded(), Arbitraries.of(WORDS), Arbitraries.integers().between(0, 300))
        .as((line, words, at) -> plant(line, words.formatted(SECRET), at));
  }

  private static final String SECRET = "Zq7Kx90vTr5Wm3";

  /** Lines without such words of their own, whose values may reach into what is planted. */
  private static Arbitrary<String> recorded() {
    return Arbitraries.of(
        RecordedLogsTest.files().stream()
            .flatMap(file -> RecordedLogs.lines(file).stream())
            .filter(line -> TELLING.stream().noneMatch(line.toLowerCase(Locale.ROOT)::contains))
            .toList());
  }

  /** At a blank, so that nothing before it takes its key away. */
  private static String plant(String line, String words, int at) {
    int blank = line.indexOf(' ', Math.min(at, line.length()));
    return blank < 0
        ? line + " " + words
        : line.substring(0, blank) + " " + words + line.substring(blank);
  }

  @Property(tries = 3_000)
  void aSecretIsGoneWhateverStandsAroundIt(@ForAll("planted") String line) {
    assertThat(Redactor.redact(CleanText.of(line))).doesNotContain(SECRET);
  }

  @Property(tries = 5_000)
  void maskingAgainMayMaskMoreButShowsNoMore(@ForAll("soup") String text) {
    String once = Redactor.redact(text);
    String twice = Redactor.redact(once);
    int at = 0;
    for (char c : shown(twice).toCharArray()) {
      at = shown(once).indexOf(c, at) + 1;
      assertThat(at).as("%s, then %s", once, twice).isPositive();
    }
  }

  private static String shown(String masked) {
    return masked.replace(Redactor.MASK, "").replace("\"", "");
  }

  @Provide
  Arbitrary<String> statements() {
    return Combinators.combine(
            Arbitraries.of(WORDS), Arbitraries.strings().alpha().ofMinLength(9).ofMaxLength(20))
        .as((words, value) -> words.formatted(value))
        .list()
        .ofMaxSize(5)
        .map(all -> String.join(" ", all));
  }

  @Property(tries = 2_000)
  void maskingTwiceChangesNothing(@ForAll("statements") String text) {
    String masked = Redactor.redact(text);
    assertThat(Redactor.redact(masked)).isEqualTo(masked);
  }

  @Provide
  Arbitrary<JsonNode> json() {
    Arbitrary<JsonNode> leaf =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(12).map(JSON::textNode),
            soup().map(JSON::textNode),
            Arbitraries.longs().map(JSON::numberNode),
            Arbitraries.of(JSON.booleanNode(true), JSON.nullNode()));
    return deeper(deeper(leaf));
  }

  private static Arbitrary<JsonNode> deeper(Arbitrary<JsonNode> inner) {
    return Arbitraries.oneOf(
        inner,
        inner.list().ofMaxSize(3).map(list -> JSON.arrayNode().addAll(list)),
        Arbitraries.maps(Arbitraries.of("password", "Cookie", "access_token", "note", "n"), inner)
            .ofMaxSize(3)
            .map(map -> JSON.objectNode().setAll(Map.copyOf(map))));
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE) // there are too many of trees
  void jsonStaysJsonWithTheSameKeys(@ForAll("json") JsonNode tree, @ForAll("soup") String text)
      throws JsonProcessingException {
    ObjectNode line = JSON.objectNode();
    line.set("log", tree);
    line.put("msg", text).put("n", 7).put("last", "the end");
    for (String prefix : List.of("", "chat-1  | ")) {
      String masked = Redactor.redact(prefix + line).substring(prefix.length());
      JsonNode read = Wire.json().readTree(masked);
      assertThat(read.fieldNames()).toIterable().containsExactly("log", "msg", "n", "last");
      assertThat(read.path("n").intValue()).isEqualTo(7);
      assertThat(read.path("last").textValue()).isEqualTo("the end");
    }
  }
}
