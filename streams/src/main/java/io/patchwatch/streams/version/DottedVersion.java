package io.patchwatch.streams.version;

import java.math.BigInteger;
import java.util.List;

/**
 * Dotted numbers with an optional stage and its number: {@code 26.07}, {@code 27.0.2.1}, {@code
 * 10.0-beta1}, {@code 12.0-dev+git}, {@code 23.01-1}. Numbers are compared as numbers (so {@code
 * 26.7} is {@code 26.07}) and missing ones are zero. A word that names no known stage is refused
 * rather than guessed.
 */
record DottedVersion(
    String text, List<BigInteger> numbers, Stage stage, List<BigInteger> stageNumbers)
    implements Version {

  static DottedVersion parse(String text) throws UnreadableVersionException {
    int start = Numbers.start(text);
    int end = Numbers.end(text, start);
    if (end == start) {
      throw new UnreadableVersionException("'" + text + "' does not start with a number");
    }
    List<BigInteger> numbers = Numbers.of(text.substring(start, end));
    return suffix(text, numbers, text.substring(end));
  }

  private static DottedVersion suffix(String text, List<BigInteger> numbers, String rest)
      throws UnreadableVersionException {
    int plus = rest.indexOf('+');
    String build = plus < 0 ? "" : rest.substring(plus + 1);
    String core = separatorsOff(plus < 0 ? rest : rest.substring(0, plus));
    if (core.isEmpty()) {
      // "11.4+git": commits after the release 11.4, so later than it by an unknown step.
      Stage stage = Stage.of(build) == Stage.DEVELOPMENT ? Stage.REVISION : Stage.RELEASE;
      return new DottedVersion(text, numbers, stage, List.of());
    }
    int letters = lettersEnd(core);
    Stage stage = letters == 0 ? Stage.REVISION : Stage.of(core.substring(0, letters));
    if (stage == null) {
      throw new UnreadableVersionException(
          "'" + text + "' has the suffix '" + rest + "', which has no known order");
    }
    String tail = separatorsOff(core.substring(letters));
    return new DottedVersion(
        text, numbers, stage, Numbers.of(tail.substring(0, Numbers.end(tail, 0))));
  }

  private static int lettersEnd(String text) {
    int at = 0;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static String separatorsOff(String text) {
    int at = 0;
    while (at < text.length() && "-_.~ ".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return text.substring(at);
  }

  @Override
  public boolean preRelease() {
    return stage.compareTo(Stage.RELEASE) < 0;
  }

  @Override
  public boolean development() {
    return stage == Stage.DEVELOPMENT || text.endsWith("+git");
  }

  @Override
  public int compareTo(Version other) {
    DottedVersion that = (DottedVersion) other;
    int order = Numbers.compare(numbers, that.numbers);
    if (order == 0) {
      order = stage.compareTo(that.stage);
    }
    return order == 0 ? Numbers.compare(stageNumbers, that.stageNumbers) : order;
  }
}
