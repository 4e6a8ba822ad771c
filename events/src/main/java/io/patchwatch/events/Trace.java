package io.patchwatch.events;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The trace that leads from a collector to the pager, carried in the {@code traceparent} header of
 * every Kafka record and HTTP request (W3C Trace Context, level 1).
 *
 * @param id the trace id: 32 lower-case hexadecimal digits, not all zero
 */
public record Trace(String id) {

  /** Name of the header. */
  public static final String HEADER = "traceparent";

  private static final String BEGIN = "00-";
  private static final int DIGITS = 32;

  /** Of {@code 00-<trace>-<span>-<flags>}: where its parts end. */
  private static final int TRACE_END = 35;

  private static final int SPAN_END = 52;
  private static final int LENGTH = 55;
  private static final int ID_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  public Trace {
    if (id.length() != DIGITS || !hex(id, 0, DIGITS) || zeros(id)) {
      throw new IllegalArgumentException("not a trace id: " + id);
    }
  }

  /** A new trace. */
  public static Trace start() {
    return new Trace(randomHex(ID_BYTES));
  }

  /** The trace of these headers, or null when there is none that can be read. */
  public static @Nullable Trace of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    return header == null || header.value() == null
        ? null
        : parse(new String(header.value(), StandardCharsets.US_ASCII));
  }

  /** The trace of these headers, or a new one. */
  public static Trace continueFrom(Headers headers) {
    Trace trace = of(headers);
    return trace == null ? start() : trace;
  }

  /** Reads a {@code traceparent} value; null when it is none. */
  public static @Nullable Trace parse(String traceparent) {
    boolean shaped =
        traceparent.length() == LENGTH
            && traceparent.startsWith(BEGIN)
            && hex(traceparent, BEGIN.length(), TRACE_END)
            && traceparent.charAt(TRACE_END) == '-'
            && hex(traceparent, TRACE_END + 1, SPAN_END)
            && traceparent.charAt(SPAN_END) == '-'
            && hex(traceparent, SPAN_END + 1, LENGTH);
    String id = shaped ? traceparent.substring(BEGIN.length(), TRACE_END) : "";
    return id.isEmpty() || zeros(id) ? null : new Trace(id);
  }

  private static boolean hex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean zeros(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  /** A {@code traceparent} value with this trace and a new span. */
  public String traceparent() {
    return "00-" + id + "-" + randomHex(SPAN_BYTES) + "-01";
  }

  /** Puts this trace into the headers, in place of another. */
  public void into(Headers headers) {
    headers.remove(HEADER);
    headers.add(HEADER, traceparent().getBytes(StandardCharsets.US_ASCII));
  }

  private static String randomHex(int length) {
    byte[] bytes = new byte[length];
    ThreadLocalRandom.current().nextBytes(bytes);
    bytes[0] |= 1;
    return HexFormat.of().formatHex(bytes);
  }
}
