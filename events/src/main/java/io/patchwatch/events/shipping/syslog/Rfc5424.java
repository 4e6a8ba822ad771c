package io.patchwatch.events.shipping.syslog;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header of RFC 5424. Its structured data is skipped. */
final class Rfc5424 {

  private static final String NIL = "-";
  private static final String BOM = "\ufeff";

  /** Time, host, program, process and message id. */
  private static final int WORDS = 5;

  private Rfc5424() {}

  /** Reads what stands behind the priority; null where it is no such header. */
  static @Nullable SyslogMessage read(String frame, int afterPriority) {
    int at = afterVersion(frame, afterPriority);
    if (at < 0) {
      return null;
    }
    List<String> words = new ArrayList<>(WORDS);
    while (words.size() < WORDS) {
      int end = Scan.word(frame, at);
      if (end == at || end == frame.length() || end - at > Scan.LONGEST_NAME) {
        return null;
      }
      words.add(frame.substring(at, end));
      at = end + 1;
    }
    OffsetDateTime time = Scan.time(words.getFirst());
    if (time == null && !words.getFirst().equals(NIL)) {
      return null;
    }
    return new SyslogMessage(
        time == null ? null : time.toInstant(),
        null,
        words.getFirst().indexOf('.') >= 0,
        said(words.get(1)),
        said(words.get(2)),
        text(frame, at));
  }

  private static @Nullable String said(String word) {
    return word.equals(NIL) ? null : word;
  }

  private static int afterVersion(String frame, int from) {
    int end = from;
    while (Scan.digit(frame, end) && end - from < 3) {
      end++;
    }
    boolean version = end > from && frame.charAt(from) != '0';
    return version && end < frame.length() && frame.charAt(end) == ' ' ? end + 1 : -1;
  }

  /** What is no structured data is text. */
  private static String text(String frame, int from) {
    int at = from;
    if (at < frame.length() && frame.charAt(at) == '-') {
      at++;
    } else {
      while (at < frame.length() && frame.charAt(at) == '[') {
        int end = afterElement(frame, at);
        if (end < 0) {
          break;
        }
        at = end;
      }
    }
    if (at > from && at < frame.length() && frame.charAt(at) != ' ') {
      at = from; // not structured data after all
    } else if (at > from && at < frame.length()) {
      at++;
    }
    String text = frame.substring(at);
    return text.startsWith(BOM) ? text.substring(1) : text;
  }

  /** Behind {@code [id name="value"]}, in whose values quote, backslash and bracket are escaped. */
  private static int afterElement(String frame, int from) {
    boolean quoted = false;
    int i = from + 1;
    while (i < frame.length()) {
      char c = frame.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ']' && !quoted) {
        return i + 1;
      }
      i++;
    }
    return -1;
  }
}
