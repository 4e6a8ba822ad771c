package io.patchwatch.streams.shapes;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A time as shippers write it: ISO 8601 with its zone, or seconds since 1970 with a fraction. */
final class JsonTime {

  private static final int LONGEST = 40;

  /** The year 2100; larger numbers are milliseconds. */
  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(4_102_444_800L);

  private static final BigDecimal MILLIS = BigDecimal.valueOf(1_000);

  private JsonTime() {}

  /** The first that can be read, or null. */
  static @Nullable Instant read(List<JsonNode> nodes) {
    for (JsonNode node : nodes) {
      Instant time = isFinite(node) ? ofNumber(node.decimalValue()) : ofText(node.asText(""));
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  /** A number beyond all doubles is read as infinite. */
  private static boolean isFinite(JsonNode node) {
    return node.isNumber() && Double.isFinite(node.doubleValue());
  }

  private static @Nullable Instant ofNumber(BigDecimal number) {
    if (number.signum() <= 0 || number.precision() - number.scale() > 13) {
      return null;
    }
    boolean seconds = number.compareTo(MOST_SECONDS) <= 0;
    BigDecimal millis = seconds ? number.multiply(MILLIS) : number;
    return Instant.ofEpochMilli(millis.longValue());
  }

  private static @Nullable Instant ofText(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
