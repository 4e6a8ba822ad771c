package io.patchwatch.streams.privacy;

import io.patchwatch.events.parsing.NetworkAddress;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds addresses in a text: dotted decimal, IPv6 as people write it, and Erlang's tuples. Each
 * place is looked at a bounded number of times, so that it takes time linear in the text's length.
 */
final class AddressFinder {

  /** Longest IPv6 address with dotted decimal at its end, in characters. */
  private static final int LONGEST = 45;

  private static final int V4_PARTS = 4;
  private static final int V6_PARTS = 8;

  private AddressFinder() {}

  /** A place in the text and the address there. */
  private record Place(int from, int to, NetworkAddress address) {}

  /**
   * The text with something else for each address; the same object when there is none.
   *
   * @param instead empty: this address stays as it was written
   */
  static String replaced(String text, Function<NetworkAddress, Optional<String>> instead) {
    StringBuilder out = null;
    int copied = 0;
    int i = 0;
    while (i < text.length()) {
      Place place = at(text, i);
      if (place == null) {
        i++;
        continue;
      }
      String other = instead.apply(place.address()).orElse(null);
      if (other != null) {
        out = out == null ? new StringBuilder(text.length() + 64) : out;
        out.append(text, copied, place.from()).append(other);
        copied = place.to();
      }
      i = place.to();
    }
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }

  private static @Nullable Place at(String text, int i) {
    char c = text.charAt(i);
    if (c == '{') {
      return tuple(text, i + 1);
    }
    if (!isHex(c) && c != ':') {
      return null;
    }
    Place v6 = v6(text, i);
    return v6 == null && isDigit(c) ? v4(text, i) : v6;
  }

  private static @Nullable Place v4(String text, int from) {
    boolean within =
        from > 0
            && (isDigit(text.charAt(from - 1))
                || (text.charAt(from - 1) == '.' && from > 1 && isDigit(text.charAt(from - 2))));
    if (within || versionMark(text, from - 1)) {
      return null;
    }
    byte[] bytes = new byte[V4_PARTS];
    int end = numbers(text, from, '.', 255, (part, value) -> bytes[part] = (byte) value, V4_PARTS);
    boolean goesOn =
        end < 0
            || (end < text.length() && isDigit(text.charAt(end)))
            || (end + 1 < text.length()
                && text.charAt(end) == '.'
                && isDigit(text.charAt(end + 1)));
    return goesOn ? null : new Place(from, end, NetworkAddress.of(bytes));
  }

  /** The {@code v} of a version, which may have four parts, too. */
  private static boolean versionMark(String text, int at) {
    return at >= 0
        && (text.charAt(at) == 'v' || text.charAt(at) == 'V')
        && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
  }

  private interface Part {
    void is(int part, int value);
  }

  /** Reads so many numbers with a sign between them; the index after the last, or -1. */
  private static int numbers(String text, int from, char between, int max, Part take, int parts) {
    int i = from;
    for (int part = 0; part < parts; part++) {
      if (part > 0 && (i >= text.length() || text.charAt(i++) != between)) {
        return -1;
      }
      int start = i;
      int value = 0;
      while (i < text.length() && i - start < 5 && isDigit(text.charAt(i))) {
        value = value * 10 + (text.charAt(i++) - '0');
      }
      if (i == start || value > max || (max == 255 && i - start > 3)) {
        return -1;
      }
      take.is(part, value);
    }
    return i;
  }

  private static @Nullable Place v6(String text, int from) {
    boolean within = from > 0 && isWord(text.charAt(from - 1)) && !escape(text, from - 3);
    if (within || escape(text, from - 1)) {
      return null;
    }
    int end = from;
    int colons = 0;
    while (end < text.length() && end - from <= LONGEST && isHexOrColon(text.charAt(end))) {
      colons += text.charAt(end++) == ':' ? 1 : 0;
    }
    if (colons < 2 || end - from > LONGEST) {
      return null;
    }
    Place mapped = withDottedEnd(text, from, end);
    Place plain = mapped == null ? v6(text, from, end) : mapped;
    return plain == null && text.charAt(end - 1) == ':' ? v6(text, from, end - 1) : plain;
  }

  /** Whether a sign of a URL is written here as {@code %5B}. */
  private static boolean escape(String text, int at) {
    return at >= 0
        && at + 2 < text.length()
        && text.charAt(at) == '%'
        && isHex(text.charAt(at + 1))
        && isHex(text.charAt(at + 2));
  }

  /** {@code ::ffff:192.0.2.1}. */
  private static @Nullable Place withDottedEnd(String text, int from, int end) {
    if (end >= text.length() || text.charAt(end) != '.') {
      return null;
    }
    int last = text.lastIndexOf(':', end) + 1;
    int after = numbers(text, last, '.', 255, (part, value) -> {}, V4_PARTS);
    return after < 0 ? null : v6(text, from, after);
  }

  private static @Nullable Place v6(String text, int from, int to) {
    if (to < text.length() && isWord(text.charAt(to))) {
      return null;
    }
    return NetworkAddress.read("[" + text.substring(from, to) + "]")
        .map(address -> new Place(from, to, address))
        .orElse(null);
  }

  /** <code>{192,0,2,1}</code> or eight numbers, as Erlang prints addresses. */
  private static @Nullable Place tuple(String text, int from) {
    byte[] v4 = new byte[V4_PARTS];
    int end = numbers(text, from, ',', 255, (part, value) -> v4[part] = (byte) value, V4_PARTS);
    if (closes(text, end)) {
      return new Place(from, end, NetworkAddress.of(v4));
    }
    byte[] v6 = new byte[2 * V6_PARTS];
    end =
        numbers(
            text,
            from,
            ',',
            0xffff,
            (part, value) -> {
              v6[2 * part] = (byte) (value >> 8);
              v6[2 * part + 1] = (byte) value;
            },
            V6_PARTS);
    return closes(text, end) ? new Place(from, end, NetworkAddress.of(v6)) : null;
  }

  private static boolean closes(String text, int end) {
    return end >= 0 && end < text.length() && text.charAt(end) == '}';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isHexOrColon(char c) {
    return c == ':' || isHex(c);
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
