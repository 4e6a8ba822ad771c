package io.patchwatch.streams.sigma.read;

import java.util.ArrayDeque;
import java.util.Deque;
import org.safere.Pattern;

/**
 * About how many instructions an expression becomes. Counted repetitions are written out when it is
 * compiled, so that nested ones can ask for more memory than there is.
 */
final class RegexSize {

  /** More than that is refused. */
  static final long MOST = 20_000;

  private static final Pattern COUNT = Pattern.compile("[0-9]{1,4}(,[0-9]{0,4})?");

  private final String regex;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long sum;
  private long atom;

  private RegexSize(String regex) {
    this.regex = regex;
  }

  static long of(String regex) {
    return new RegexSize(regex).measure();
  }

  private long measure() {
    int i = 0;
    while (i < regex.length() && sum + atom <= MOST) {
      i = step(i);
    }
    long total = sum + atom;
    for (long each : outer) {
      total += each;
    }
    return total;
  }

  private int step(int i) {
    char c = regex.charAt(i);
    switch (c) {
      case '(' -> {
        outer.push(sum + atom);
        sum = 2;
        atom = 0;
      }
      case ')' -> {
        atom += sum;
        sum = outer.isEmpty() ? 0 : outer.pop();
      }
      case '{' -> {
        return repeat(i);
      }
      default -> {
        sum += atom;
        atom = 1;
      }
    }
    return i + (c == '\\' ? 2 : 1);
  }

  private int repeat(int from) {
    int end = regex.indexOf('}', from);
    String count = end < 0 ? "" : regex.substring(from + 1, end);
    if (!COUNT.matcher(count).matches()) {
      sum += atom;
      atom = 1;
      return from + 1;
    }
    long most = 1;
    for (String number : count.split(",", -1)) {
      most = number.isEmpty() ? most : Math.max(most, Long.parseLong(number));
    }
    atom = Math.min(MOST + 1, Math.max(1, atom) * most);
    return end + 1;
  }
}
