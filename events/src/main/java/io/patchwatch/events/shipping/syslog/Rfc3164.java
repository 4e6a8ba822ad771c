package io.patchwatch.events.shipping.syslog;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The header of RFC 3164, as programs write it: with or without a host, with its own time or one of
 * RFC 3339.
 */
final class Rfc3164 {

  private static final int MAX_TAG = 64;

  private Rfc3164() {}

  /** Reads what stands behind the priority; null where there is no time, hence no header. */
  static @Nullable SyslogMessage read(String frame, int afterPriority) {
    int end = Scan.word(frame, afterPriority);
    OffsetDateTime time = Scan.time(frame.substring(afterPriority, end));
    LocalStamp local = null;
    if (time == null) {
      local = LocalStamp.read(frame, afterPriority);
      if (local == null) {
        return null;
      }
      end = local.end();
    }
    boolean precise = time != null && frame.substring(afterPriority, end).indexOf('.') >= 0;
    int at = Math.min(frame.length(), end + 1);
    Tag tag = Tag.read(frame, at, false);
    String host = null;
    if (tag == null) {
      int hostEnd = Scan.word(frame, at);
      if (hostEnd - at <= Scan.LONGEST_NAME) {
        host = hostEnd == at ? null : frame.substring(at, hostEnd);
        at = Math.min(frame.length(), hostEnd + 1);
        tag = Tag.read(frame, at, true);
      }
    }
    return new SyslogMessage(
        time == null ? null : time.toInstant(),
        local,
        precise,
        host,
        tag == null ? null : tag.program(),
        frame.substring(tag == null ? at : tag.end()));
  }

  /** {@code program[123]: } with where it ends. */
  private record Tag(String program, int end) {

    /** Behind the host a colon ends it; before, in an address, it may not. */
    static @Nullable Tag read(String frame, int from, boolean behindHost) {
      int i = from;
      while (i < frame.length() && i - from < MAX_TAG && " :[".indexOf(frame.charAt(i)) < 0) {
        i++;
      }
      String program = frame.substring(from, i);
      if (i < frame.length() && frame.charAt(i) == '[') {
        int close = frame.indexOf(']', i);
        i = close < 0 || close - i > MAX_TAG ? frame.length() : close + 1;
      }
      if (program.isEmpty() || i >= frame.length() || frame.charAt(i) != ':') {
        return null;
      }
      char next = i + 1 < frame.length() ? frame.charAt(i + 1) : ' ';
      boolean ends = behindHost ? next != ':' : next <= ' ';
      return ends ? new Tag(program, Math.min(frame.length(), i + (next == ' ' ? 2 : 1))) : null;
    }
  }
}
