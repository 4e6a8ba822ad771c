package io.patchwatch.events;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
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

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern PARENT =
      Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final int ID_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  public Trace {
    if (!ID.matcher(id).matches() || id.chars().allMatch(c -> c == '0')) {
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
    var matcher = PARENT.matcher(traceparent);
    if (!matcher.matches() || matcher.group(1).chars().allMatch(c -> c == '0')) {
      return null;
    }
    return new Trace(matcher.group(1));
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
