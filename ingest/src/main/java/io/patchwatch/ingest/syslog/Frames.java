package io.patchwatch.ingest.syslog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream into messages, in whichever of the two ways of RFC 6587 each of them is framed:
 * with its length before it (octet counting), or with a line feed behind it. A number counts as a
 * length when a header follows it, or when the message before had one. Of a message longer than
 * {@link #MAX} the rest is skipped. Not thread-safe.
 */
final class Frames {

  /** Longest message that is kept, in bytes. */
  static final int MAX = 64 * 1024;

  private static final int MAX_DIGITS = 8;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(512);
  private State state = State.START;
  private boolean counting;
  private boolean cut;
  private int left;
  private List<Frame> done = new ArrayList<>();

  private enum State {
    START,
    NUMBER,
    AFTER_NUMBER,
    COUNTED,
    LINE
  }

  /**
   * A message with its header.
   *
   * @param truncated whether something of it is missing at its end
   */
  record Frame(String text, boolean truncated) {}

  /** The messages that are complete with the next piece of the stream. */
  List<Frame> feed(byte[] bytes, int from, int length) {
    int i = from;
    int end = from + length;
    while (i < end) {
      if (state == State.COUNTED) {
        i += counted(bytes, i, end);
      } else {
        take(bytes[i]);
        i++;
      }
    }
    return taken();
  }

  /** What is left when the stream has ended. */
  List<Frame> end() {
    cut |= state == State.COUNTED;
    finish();
    return taken();
  }

  private List<Frame> taken() {
    List<Frame> frames = done;
    done = new ArrayList<>();
    return frames;
  }

  private int counted(byte[] bytes, int from, int end) {
    int length = Math.min(left, end - from);
    int room = Math.min(length, MAX - kept.size());
    kept.write(bytes, from, room);
    cut |= room < length;
    left -= length;
    if (left == 0) {
      finish();
    }
    return length;
  }

  private void take(byte b) {
    switch (state) {
      case START -> first(b);
      case NUMBER -> number(b);
      case AFTER_NUMBER -> afterNumber(b);
      case LINE, COUNTED -> line(b);
    }
  }

  private void first(byte b) {
    if (b >= '1' && b <= '9') {
      kept.write(b);
      state = State.NUMBER;
    } else if (b != '\n' && b != '\r' && b != 0) {
      state = State.LINE;
      line(b);
    }
  }

  private void number(byte b) {
    if (b >= '0' && b <= '9' && kept.size() < MAX_DIGITS) {
      kept.write(b);
    } else if (b == ' ') {
      state = State.AFTER_NUMBER;
    } else {
      state = State.LINE;
      line(b);
    }
  }

  private void afterNumber(byte b) {
    if (b != '<' && !counting) {
      kept.write(' ');
      state = State.LINE;
      line(b);
      return;
    }
    counting = true;
    left = Integer.parseInt(kept.toString(StandardCharsets.US_ASCII));
    kept.reset();
    state = State.COUNTED;
    counted(new byte[] {b}, 0, 1);
  }

  private void line(byte b) {
    if (b == '\n') {
      counting = false;
      finish();
    } else if (kept.size() < MAX) {
      kept.write(b);
    } else {
      cut = true;
    }
  }

  private void finish() {
    String text = kept.toString(StandardCharsets.UTF_8);
    int end = text.length();
    while (end > 0 && "\r\n\0".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    if (end > 0) {
      done.add(new Frame(text.substring(0, end), cut));
    }
    kept.reset();
    cut = false;
    state = State.START;
  }
}
