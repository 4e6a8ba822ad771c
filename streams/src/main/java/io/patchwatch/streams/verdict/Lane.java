package io.patchwatch.streams.verdict;

import io.patchwatch.streams.version.UnreadableVersionException;
import io.patchwatch.streams.version.Version;
import io.patchwatch.streams.version.VersionScheme;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;

/** A release lane: the leading numbers that its versions share. */
record Lane(List<BigInteger> numbers) implements Comparable<Lane> {

  static Lane of(Version version, int depth) {
    List<BigInteger> numbers = version.numbers();
    return new Lane(numbers.subList(0, Math.min(depth, numbers.size())));
  }

  /** A version that no release of the lane reaches and every later lane passes. */
  Version end(VersionScheme scheme) {
    try {
      return scheme.parse(name() + Span.ALL);
    } catch (UnreadableVersionException e) {
      throw new IllegalStateException("dotted numbers are versions of every scheme", e);
    }
  }

  String name() {
    return numbers.isEmpty()
        ? "0"
        : numbers.stream().map(BigInteger::toString).collect(Collectors.joining("."));
  }

  /** Whether this lane is the other or a part of it. */
  boolean within(Lane other) {
    return numbers.size() >= other.numbers.size()
        && numbers.subList(0, other.numbers.size()).equals(other.numbers);
  }

  @Override
  public int compareTo(Lane other) {
    for (int i = 0; i < Math.min(numbers.size(), other.numbers.size()); i++) {
      int order = numbers.get(i).compareTo(other.numbers.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(numbers.size(), other.numbers.size());
  }
}
