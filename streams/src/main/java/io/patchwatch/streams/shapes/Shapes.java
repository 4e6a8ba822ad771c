package io.patchwatch.streams.shapes;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.shipping.LogSources;
import io.patchwatch.events.shipping.Shipped;
import io.patchwatch.events.shipping.otlp.OtlpException;
import io.patchwatch.events.shipping.otlp.OtlpJson;
import io.patchwatch.events.shipping.otlp.OtlpProtobuf;
import io.patchwatch.events.shipping.otlp.OtlpRecord;
import io.patchwatch.events.shipping.otlp.OtlpShipment;
import io.patchwatch.events.shipping.syslog.SyslogMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Recognises in which shape a shipper wrote a record of the topic {@code logs}. Pure, and in time
 * linear in the record's length.
 */
final class Shapes {

  /** What is known, for whoever sent something else. */
  static final String KNOWN =
      "JSON of Filebeat, Fluent Bit, Vector or rsyslog, JSON with asset and message, OTLP logs as"
          + " JSON or protocol buffers, a syslog line of RFC 5424, RFC 3164 or RSYSLOG_FileFormat, or"
          + " any line under the id of an asset as its key";

  /** Larger records are of no known shape, in bytes. */
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final byte PROTO_FIRST = 0x0a;

  private final LogSources sources;

  Shapes(LogSources sources) {
    this.sources = sources;
  }

  /**
   * The log records of a record.
   *
   * @param place where it lies in Kafka; no other has it
   * @return empty if it is of no known shape
   */
  List<Shipped> of(@Nullable String key, Incoming.Foreign foreign, String place) {
    byte[] bytes = foreign.bytes();
    if (bytes.length == 0 || bytes.length > MAX_BYTES) {
      return List.of();
    }
    JsonNode tree = foreign.tree();
    List<Shipped> found = tree == null ? List.of() : json(tree, bytes, place);
    if (found.isEmpty() && bytes[0] == PROTO_FIRST) {
      found = otlp(() -> OtlpProtobuf.read(bytes), place);
    }
    String asset = key != null && sources.knows(key) ? key : null;
    if (found.isEmpty()) {
      return text(asset, bytes, place);
    }
    return asset == null ? found : found.stream().map(it -> named(asset, it)).toList();
  }

  private static Shipped named(String asset, Shipped it) {
    return it.asset() != null
        ? it
        : new Shipped(
            asset,
            it.host(),
            it.program(),
            it.path(),
            it.offset(),
            it.time(),
            it.message(),
            it.truncated(),
            it.identity());
  }

  private static List<Shipped> json(JsonNode tree, byte[] bytes, String place) {
    if (tree.has("resourceLogs")) {
      return otlp(() -> OtlpJson.read(bytes), place);
    }
    for (JsonShape shape : JsonShape.ALL) {
      Shipped shipped = shape.read(tree, place);
      if (shipped != null) {
        return List.of(shipped);
      }
    }
    return List.of();
  }

  private interface Export {
    List<OtlpRecord> records() throws OtlpException;
  }

  /** A record without text is left out: there is nothing that a parser could read. */
  private static List<Shipped> otlp(Export export, String place) {
    try {
      List<Shipped> all = OtlpShipment.of(export.records());
      return IntStream.range(0, all.size())
          .filter(i -> !all.get(i).message().isBlank())
          .mapToObj(i -> placed(all.get(i), place + '#' + i))
          .toList();
    } catch (OtlpException e) {
      return List.of();
    }
  }

  /** What has no time is known by its place, which no other has. */
  private static Shipped placed(Shipped it, String place) {
    return it.time() != null
        ? it
        : new Shipped(
            it.asset(),
            it.host(),
            it.program(),
            it.path(),
            it.offset(),
            null,
            it.message(),
            it.truncated(),
            place);
  }

  private static List<Shipped> text(@Nullable String asset, byte[] bytes, String place) {
    String line = chomped(new String(bytes, StandardCharsets.UTF_8));
    if (asset != null && !line.startsWith("<")) {
      return List.of(raw(asset, line, place));
    }
    SyslogMessage message =
        line.startsWith("<") ? SyslogMessage.of(line) : SyslogMessage.ofFileLine(line);
    if (message == null || (message.time() == null && message.local() == null && asset == null)) {
      return List.of();
    }
    return List.of(
        new Shipped(
            asset,
            message.host(),
            message.program(),
            null,
            null,
            message.time(),
            unpadded(message.text()),
            false,
            place));
  }

  /** One space between header and text is rsyslog's; more are the program's own. */
  static String unpadded(String text) {
    boolean padded = text.length() > 1 && text.charAt(0) == ' ' && text.charAt(1) != ' ';
    return padded ? text.substring(1) : text;
  }

  private static Shipped raw(String asset, String line, String place) {
    return new Shipped(asset, null, null, null, null, null, line, false, place);
  }

  private static String chomped(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(0, end);
  }
}
