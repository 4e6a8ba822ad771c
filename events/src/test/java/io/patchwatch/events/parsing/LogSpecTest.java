package io.patchwatch.events.parsing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.events.yaml.StrictYaml;
import io.patchwatch.events.yaml.YamlMistakes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in a {@code logs:} section are told with their place and what to write instead. */
class LogSpecTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {format: json} | name is missing
          {name: a} | format is missing
          {name: a, format: pattern} | pattern is missing
          {name: a, format: json, pattern: x} | pattern belongs to format: pattern
          {name: a, format: pattern, pattern: '('} | linear time only
          {name: a, format: pattern, pattern: '(?=x)'} | no look-around
          {name: a, format: pattern, pattern: '(?P<ip>x)', fields: {ipp: source.ip}} | did you mean 'ip'?
          {name: a, format: json, fields: {/x: source.adress}} | did you mean 'source.address'?
          {name: a, format: json, feilds: {}} | did you mean 'fields'?
          {name: a, format: json, time: {field: /t, formats: ['QQQQQQQQ']}} | is not a date pattern
          {name: a, format: json, time: {field: /t}} | time.formats is empty
          {name: a, format: json, events: [{name: e, when: {message: x}, action: logn}]} | login
          {name: a, format: json, events: [{name: e, action: login}]} | when is empty
          {name: a, format: json, events: [{name: e, when: {message: x}}]} | does nothing
          {name: a, format: json, fields: {x: message}} | begins with a slash
          """)
  void tellsWhatIsWrong(String yaml, String hint) {
    assertThatThrownBy(() -> read(yaml)).hasMessageContaining(hint);
  }

  private static LogSpec read(String yaml) throws YamlMistakes {
    byte[] content = yaml.getBytes(StandardCharsets.UTF_8);
    return StrictYaml.bind(
        "x.yml", StrictYaml.tree("x.yml", content), LogSpec.class, name -> null, Path.of("."));
  }
}
