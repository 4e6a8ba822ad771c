package io.patchwatch.streams.version;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one text from left to right by the grammar of PEP 440, appendix B. */
final class Pep440Reader {

  private static final Set<String> PRE =
      Set.of("a", "b", "c", "rc", "alpha", "beta", "pre", "preview");
  private static final Set<String> POST = Set.of("post", "rev", "r");
  private static final Set<String> DEV = Set.of("dev");

  private final String written;
  private final String text;
  private int at;

  Pep440Reader(String written) {
    this.written = written;
    this.text = written.toLowerCase(Locale.ROOT);
  }

  Pep440Version read() throws UnreadableVersionException {
    at = Numbers.start(text);
    BigInteger epoch = epoch();
    int start = at;
    at = Numbers.end(text, start);
    if (at == start) {
      throw refused();
    }
    List<BigInteger> numbers = Numbers.of(text.substring(start, at));
    String word = word(PRE);
    Stage pre = word == null ? null : Stage.of(word);
    BigInteger preNumber = word == null ? BigInteger.ZERO : numberAfterWord();
    BigInteger post = post();
    BigInteger dev = word(DEV) == null ? null : numberAfterWord();
    List<String> local = local();
    if (at != text.length()) {
      throw refused();
    }
    return new Pep440Version(written, epoch, numbers, pre, preNumber, post, dev, local);
  }

  private BigInteger epoch() {
    int bang = text.indexOf('!');
    if (bang <= at || Numbers.end(text, at) != bang || text.substring(at, bang).contains(".")) {
      return BigInteger.ZERO;
    }
    BigInteger epoch = new BigInteger(text.substring(at, bang));
    at = bang + 1;
    return epoch;
  }

  /** Consumes an optional separator and one of the words, whole; null when there is none. */
  private @Nullable String word(Set<String> words) {
    int from = separator(at);
    int end = from;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    String word = text.substring(from, end);
    if (!words.contains(word)) {
      return null;
    }
    at = end;
    return word;
  }

  /** The number of a stage; an implicit one is zero. */
  private BigInteger numberAfterWord() {
    int from = separator(at);
    int end = digitsEnd(from);
    if (end == from) {
      return BigInteger.ZERO;
    }
    at = end;
    return new BigInteger(text.substring(from, end));
  }

  private @Nullable BigInteger post() {
    if (word(POST) != null) {
      return numberAfterWord();
    }
    // The implicit spelling: 1.0-1.
    int end = at < text.length() && text.charAt(at) == '-' ? digitsEnd(at + 1) : at;
    if (end <= at + 1) {
      return null;
    }
    BigInteger number = new BigInteger(text.substring(at + 1, end));
    at = end;
    return number;
  }

  private List<String> local() throws UnreadableVersionException {
    if (at == text.length() || text.charAt(at) != '+') {
      return List.of();
    }
    List<String> parts = List.of(text.substring(at + 1).split("[-_.]", -1));
    for (String part : parts) {
      if (part.isEmpty() || !part.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c))) {
        throw refused();
      }
    }
    at = text.length();
    return parts;
  }

  private int separator(int from) {
    return from < text.length() && "-_.".indexOf(text.charAt(from)) >= 0 ? from + 1 : from;
  }

  private int digitsEnd(int from) {
    int end = from;
    while (end < text.length() && Numbers.digit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private UnreadableVersionException refused() {
    return new UnreadableVersionException("'" + written + "' is no Python version (PEP 440)");
  }
}
