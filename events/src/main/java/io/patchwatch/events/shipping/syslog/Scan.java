package io.patchwatch.events.shipping.syslog;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Small steps through a header. */
final class Scan {

  /** Longest name of a host in RFC 5424; what is longer is no name. */
  static final int LONGEST_NAME = 255;

  private static final int LONGEST_TIME = 40;

  private Scan() {}

  static boolean digit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  /** Where the word that begins here ends. */
  static int word(String text, int from) {
    int space = text.indexOf(' ', from);
    return space < 0 ? text.length() : space;
  }

  /** An RFC 3339 time; null where the word is none. */
  static @Nullable OffsetDateTime time(String word) {
    if (word.length() > LONGEST_TIME || word.indexOf('T') != 10) {
      return null;
    }
    try {
      return OffsetDateTime.parse(word);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** A number of so many digits; -1 where there is none. */
  static int number(String text, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      if (!digit(text, i)) {
        return -1;
      }
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
