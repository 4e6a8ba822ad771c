package io.patchwatch.events.shipping.otlp;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.parsing.LogText;
import io.patchwatch.events.shipping.Shipped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the attributes of OpenTelemetry's conventions to a shipped record. */
public final class OtlpShipment {

  private static final long NANOS = 1_000_000_000L;
  private static final String UNKNOWN_SERVICE = "unknown_service";

  /** What is asked for; other attributes may be many and large. */
  private static final Set<String> KEYS =
      Set.of(
          "patchwatch.asset",
          "host.name",
          "host.id",
          "service.name",
          "container.name",
          "k8s.container.name",
          "log.file.path",
          "log.file.record_offset",
          "log.record.uid");

  private static final int MAX_WORD = 2_048;

  private final Map<String, Integer> seen = new HashMap<>();

  private Resource resource = Resource.getDefaultInstance();
  private Map<String, String> ofResource = Map.of();

  private OtlpShipment() {}

  /** The records of one request, in its order. */
  public static List<Shipped> of(List<OtlpRecord> records) {
    OtlpShipment shipment = new OtlpShipment();
    List<Shipped> shipped = new ArrayList<>(records.size());
    records.forEach(record -> shipped.add(shipment.shipped(record)));
    return shipped;
  }

  private Shipped shipped(OtlpRecord otlp) {
    Map<String, String> words = new HashMap<>(ofResource(otlp.resource()));
    put(words, otlp.record().getAttributesList());
    LogRecord record = otlp.record();
    String host = first(words, "host.name", "host.id");
    String program = program(words);
    String path = first(words, "log.file.path");
    String text = OtlpText.of(record.getBody());
    return new Shipped(
        words.get("patchwatch.asset"),
        host,
        program,
        path,
        offset(words.get("log.file.record_offset")),
        time(record),
        text,
        false,
        identity(record, words, Stream.of(host, program, path, text)));
  }

  /** Thousands of records may share one resource, which is read once. */
  @SuppressWarnings("ReferenceEquality") // to compare all of it would cost what is to be saved
  private Map<String, String> ofResource(Resource next) {
    if (next != resource) {
      ofResource = new HashMap<>();
      put(ofResource, next.getAttributesList());
      resource = next;
    }
    return ofResource;
  }

  private static void put(Map<String, String> words, List<KeyValue> attributes) {
    for (KeyValue attribute : attributes) {
      String text = KEYS.contains(attribute.getKey()) ? OtlpText.of(attribute.getValue()) : "";
      if (!text.isBlank()) {
        words.put(attribute.getKey(), LogText.cut(text, MAX_WORD));
      }
    }
  }

  private static @Nullable String program(Map<String, String> words) {
    String service = words.get("service.name");
    return service == null || service.startsWith(UNKNOWN_SERVICE)
        ? first(words, "container.name", "k8s.container.name")
        : service;
  }

  private static @Nullable String first(Map<String, String> words, String... keys) {
    return Stream.of(keys).map(words::get).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static @Nullable Long offset(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Instant time(LogRecord record) {
    long nanos =
        record.getTimeUnixNano() == 0 ? record.getObservedTimeUnixNano() : record.getTimeUnixNano();
    return nanos <= 0 ? null : Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS);
  }

  /** A batch that is sent again is the same; without any time two that look alike may be two. */
  private String identity(LogRecord record, Map<String, String> words, Stream<String> parts) {
    String given = words.get("log.record.uid");
    if (given != null) {
      return "uid " + given;
    }
    if (record.getTimeUnixNano() == 0 && record.getObservedTimeUnixNano() == 0) {
      return UUID.randomUUID().toString();
    }
    String times = record.getTimeUnixNano() + " " + record.getObservedTimeUnixNano();
    String offset = String.valueOf(words.get("log.file.record_offset"));
    String print =
        Fingerprints.of(
            Stream.concat(Stream.of(times, offset), parts.map(String::valueOf))
                .toArray(String[]::new));
    return print + '#' + seen.merge(print, 1, Integer::sum);
  }
}
