package io.patchwatch.streams.version;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Semantic Versioning 2.0.0 (semver.org, section 11), also for Go, Hex and Mattermost. Read
 * liberally: a leading {@code v}, and any count of numbers ({@code 8.3}, {@code 0.33.2.1}) where
 * missing ones are zero. Build metadata ({@code +incompatible}) has no part in the order.
 */
record SemVersion(String text, List<BigInteger> numbers, List<String> identifiers)
    implements Version {

  static SemVersion parse(String text) throws UnreadableVersionException {
    int plus = text.indexOf('+');
    String core = plus < 0 ? text : text.substring(0, plus);
    int start = Numbers.start(core);
    int end = Numbers.end(core, start);
    if (end == start) {
      throw new UnreadableVersionException("'" + text + "' does not start with a number");
    }
    List<BigInteger> numbers = Numbers.of(core.substring(start, end));
    return new SemVersion(text, numbers, identifiers(text, core.substring(end)));
  }

  private static List<String> identifiers(String text, String rest)
      throws UnreadableVersionException {
    if (rest.isEmpty()) {
      return List.of();
    }
    if (rest.charAt(0) != '-' || rest.length() == 1) {
      throw new UnreadableVersionException(
          "'" + text + "' has the suffix '" + rest + "', which semantic versioning does not order");
    }
    return Arrays.asList(rest.substring(1).split("\\.", -1));
  }

  @Override
  public boolean preRelease() {
    return !identifiers.isEmpty();
  }

  @Override
  public boolean development() {
    return preRelease() && Stage.of(identifiers.getFirst()) == Stage.DEVELOPMENT;
  }

  @Override
  public int compareTo(Version other) {
    SemVersion that = (SemVersion) other;
    int order = Numbers.compare(numbers, that.numbers);
    if (order != 0) {
      return order;
    }
    if (!preRelease() || !that.preRelease()) {
      return Boolean.compare(that.preRelease(), preRelease());
    }
    return compareIdentifiers(that.identifiers);
  }

  private int compareIdentifiers(List<String> others) {
    for (int i = 0; i < Math.min(identifiers.size(), others.size()); i++) {
      int order = compareIdentifier(identifiers.get(i), others.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(identifiers.size(), others.size());
  }

  private static int compareIdentifier(String left, String right) {
    boolean leftNumber = number(left);
    boolean rightNumber = number(right);
    if (leftNumber && rightNumber) {
      return new BigInteger(left).compareTo(new BigInteger(right));
    }
    return leftNumber == rightNumber ? left.compareTo(right) : leftNumber ? -1 : 1;
  }

  private static boolean number(String identifier) {
    return !identifier.isEmpty() && identifier.chars().allMatch(c -> Numbers.digit((char) c));
  }
}
