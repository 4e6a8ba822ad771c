package io.patchwatch.streams.sigma;

import static io.patchwatch.streams.sigma.Book.matches;
import static io.patchwatch.streams.sigma.Book.refusal;
import static io.patchwatch.streams.sigma.Book.rule;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The modifiers of the section "Encoding" of the specification's appendix 2.1.0. */
class EncodingsTest {

  private static boolean selected(String fields, Object... event) {
    return matches("s: {" + fields + "}\ncondition: s", event);
  }

  private static String reason(String field) {
    return refusal(rule("r", "s: {" + field + "}\ncondition: s")).reason();
  }

  private static String base64(String text, Charset charset) {
    return Base64.getEncoder().encodeToString(text.getBytes(charset));
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
  void base64offsetFindsNeitherOtherTextNorOtherCaseNorTheValueItself() {
    String offset = "message|base64offset|contains: 'http://evil.example'";
    for (int before = 0; before < 3; before++) {
      String other = base64("x".repeat(before) + "http://good.example", UTF_8);
      String upper = base64("x".repeat(before) + "HTTP://EVIL.EXAMPLE", UTF_8);
      String right = base64("x".repeat(before) + "http://evil.example", UTF_8);
      assertThat(selected(offset, "message", other)).isFalse();
      assertThat(selected(offset, "message", upper)).isFalse();
      assertThat(selected(offset, "message", right.toUpperCase(Locale.ROOT))).isFalse();
      assertThat(selected("message|base64offset: 'http://evil.example'", "message", "x" + right))
          .as("without contains it is the whole value")
          .isFalse();
    }
    assertThat(selected(offset, "message", "http://evil.example")).isFalse();
    assertThat(selected("message|base64|contains: abcd", "message", base64("xabcd", UTF_8)))
        .as("base64 alone knows one place only")
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"base64", "base64offset", "wide", "utf16", "utf16le", "utf16be"})
  void wildcardsAndNothingCannotBeEncoded(String encoding) {
    assertThat(reason("a|" + encoding + ": 'x*'")).contains("wildcards cannot be encoded");
    assertThat(reason("a|" + encoding + ": null")).contains("take no modifier");
    assertThat(reason("a|" + encoding + ": ''")).contains("take no modifier");
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

  /** Rows: modifiers; columns: what of it stands in the event. */
  @ParameterizedTest
  @CsvSource({
    "wide,    true,  false, false",
    "utf16le, true,  false, false",
    "utf16be, false, true,  false",
    "utf16,   false, false, true"
  })
  void noEncodingIsTakenForAnother(String modifier, boolean little, boolean big, boolean marked) {
    String value = "message|" + modifier + ": cmd";
    assertThat(selected(value, "message", "c\0m\0d\0")).isEqualTo(little);
    assertThat(selected(value, "message", "\0c\0m\0d")).isEqualTo(big);
    assertThat(selected(value, "message", "\u00FF\u00FEc\0m\0d\0")).isEqualTo(marked);
    assertThat(selected(value, "message", "cmd")).isFalse();
    assertThat(selected(value, "message", "C\0M\0D\0")).isFalse();
    String encoded = "message|" + modifier + "|base64: cmd";
    assertThat(selected(encoded, "message", base64("cmd", UTF_16LE))).isEqualTo(little);
    assertThat(selected(encoded, "message", base64("cmd", UTF_16BE))).isEqualTo(big);
    assertThat(selected(encoded, "message", base64("\uFEFFcmd", UTF_16LE))).isEqualTo(marked);
    assertThat(selected(encoded, "message", base64("cmd", UTF_8))).isFalse();
  }
}
