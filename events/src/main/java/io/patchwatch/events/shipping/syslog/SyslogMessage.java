package io.patchwatch.events.shipping.syslog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message without its header.
 *
 * @param time of the header, where it says its zone
 * @param local time of the header, where it does not
 * @param precise whether {@code time} has parts of seconds, so that it hardly comes twice
 * @param host null: not said; at most 255 characters
 * @param program null: not said; at most 255 characters
 * @param text what was logged
 */
public record SyslogMessage(
    @Nullable Instant time,
    @Nullable LocalStamp local,
    boolean precise,
    @Nullable String host,
    @Nullable String program,
    String text) {

  private static final int MAX_PRIORITY = 191;

  /** Reads a message; what has no header, or an odd one, is all text. */
  public static SyslogMessage of(String frame) {
    int from = afterPriority(frame);
    if (from == 0) {
      return onlyText(frame);
    }
    SyslogMessage modern = Rfc5424.read(frame, from);
    if (modern != null) {
      return modern;
    }
    SyslogMessage old = Rfc3164.read(frame, from);
    return old == null ? onlyText(frame.substring(from)) : old;
  }

  /**
   * Reads a line as rsyslog writes it into files, {@code RSYSLOG_FileFormat} or {@code
   * RSYSLOG_TraditionalFileFormat}: as RFC 3164 without the priority. Null where it has no such
   * header with a host and a program.
   */
  public static @Nullable SyslogMessage ofFileLine(String line) {
    SyslogMessage message = Rfc3164.read(line, 0);
    if (message == null || message.host() == null) {
      return null;
    }
    return message.program() == null ? message.withFirstWordAsProgram() : message;
  }

  /** What rsyslog reads from a file has a tag without a colon, unless the operator wrote one. */
  private @Nullable SyslogMessage withFirstWordAsProgram() {
    int end = Scan.word(text, 0);
    return time == null || end == 0 || end == text.length() || end > Scan.LONGEST_NAME
        ? null
        : new SyslogMessage(
            time, local, precise, host, text.substring(0, end), text.substring(end + 1));
  }

  private static SyslogMessage onlyText(String text) {
    return new SyslogMessage(null, null, false, null, null, text);
  }

  /** Behind {@code <34>}; zero where there is no priority. */
  private static int afterPriority(String frame) {
    int priority = 0;
    int i = 1;
    while (i < frame.length() && i <= 3 && Scan.digit(frame, i)) {
      priority = priority * 10 + frame.charAt(i) - '0';
      i++;
    }
    boolean whole = i > 1 && i < frame.length() && frame.charAt(i) == '>';
    return whole && frame.charAt(0) == '<' && priority <= MAX_PRIORITY ? i + 1 : 0;
  }
}
