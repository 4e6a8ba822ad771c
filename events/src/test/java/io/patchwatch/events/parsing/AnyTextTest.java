package io.patchwatch.events.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Mangled;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AnyTextTest {

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(60);
    return Arbitraries.oneOf(any, Mangled.of(any), Mangled.of(Mangled.of(any)));
  }

  @Property(tries = 3_000)
  void cleanTextHasNothingLeftToClean(@ForAll("texts") String text) {
    String clean = CleanText.of(text);
    assertThat(CleanText.of(clean)).isSameAs(clean);
    assertThat(clean.length()).isLessThanOrEqualTo(text.length());
    assertThat(clean.chars())
        .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')
        .noneMatch(c -> c >= '\u202a' && c <= '\u202e');
    assertThat(new String(clean.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .as("no broken surrogates")
        .isEqualTo(clean);
  }
}
