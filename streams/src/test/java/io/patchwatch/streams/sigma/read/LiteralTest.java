package io.patchwatch.streams.sigma.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safere.Pattern;

/** What is found must be in every match, or the index would pass over lines that match. */
class LiteralTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          abc[0-9]+defg    ~ defg ~ abc7defg
          ab+c             ~ ab   ~ abbc
          abc?             ~ ab   ~ ab
          a{2}bcd          ~ bcd  ~ aabcd
          \\.conf$         ~ .conf ~ x.conf
          \\x41bc          ~ ''   ~ Abc
          \\pLbc           ~ ''   ~ Abc
          [a-c[x-z]]bc     ~ ''   ~ zbc
          [a-z&&[^y]]bc    ~ ''   ~ zbc
          a|b              ~ ''   ~ b
          """)
  void isInEveryMatch(String regex, String literal, String match) {
    assertThat(Literal.of(regex)).isEqualTo(literal);
    assertThat(match).contains(literal);
    assertThat(Pattern.compile(regex).matcher(match).find()).isTrue();
  }
}
