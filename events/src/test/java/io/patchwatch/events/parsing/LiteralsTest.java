package io.patchwatch.events.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safere.Pattern;

class LiteralsTest {

  /** A pattern, its prefix, its longest plain text, a text that it matches. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      nullValues = "-",
      textBlock =
          """
          ^Failed to (?P<x>.*)          ~ 'Failed to '     ~ 'Failed to '    ~ Failed to go
          ^synapse\\.access\\..*        ~ synapse.access.  ~ synapse.access. ~ synapse.access.http
          abc?d                         ~ ab               ~ ab              ~ abd
          \\*+ x                        ~ *                ~ ' x'            ~ *** x
          a\\db                         ~ a                ~ a               ~ a1b
          ab|cd                         ~ ''               ~ ''              ~ cd
          ab[|]cde                      ~ ab               ~ cde             ~ ab|cde
          (?i)abc                       ~ ''               ~ ''              ~ ABC
          (?si)abc                      ~ ''               ~ ''              ~ ABC
          (?s).*end                     ~ ''               ~ end             ~ the end
          ^(?:x )?Failed (?:c2s )?login ~ ''               ~ 'Failed '       ~ Failed login
          \\([^)]*\\) Opened .*          ~ (                ~ ') Opened '     ~ (tls) Opened it
          (?:a|bc)(de|f)gh              ~ ''               ~ gh              ~ bcdegh
          ab{2}c                        ~ a                ~ a               ~ abbc
          x{0}yz                        ~ ''               ~ yz              ~ yz
          \\x41b                        ~ ''               ~ ''              ~ Ab
          \\pLb                         ~ ''               ~ ''              ~ Ab
          [^]a]bc                       ~ ''               ~ bc              ~ xbc
          [a-c[x-z]]bc                   ~ ''               ~ ''              ~ xbc
          [a-z&&[^y]]bc                 ~ ''               ~ ''              ~ xbc
          \\cAbc                        ~ ''               ~ ''              ~ '\u0001bc'
          ([)]|\\()q                     ~ ''               ~ q               ~ )q
          """)
  void knowsWhatEveryMatchHas(String pattern, String prefix, String longest, String match) {
    Literals literals = Literals.of(pattern);
    assertThat(literals.prefix()).isEqualTo(prefix);
    assertThat(literals.longest()).isEqualTo(longest);
    assertThat(Pattern.matches(pattern, match)).isTrue();
    assertThat(literals.allow(match)).isTrue();
    assertThat(literals.longest().isEmpty() || !literals.allow("~")).isTrue();
  }
}
