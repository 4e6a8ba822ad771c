package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A log record in the Elastic Common Schema. Topic {@code logs-parsed}, key: asset.
 *
 * @param id that of the raw record
 * @param time the record's own time, or the collector's when it has none that can be read
 * @param parser catalogue parser that read it; null: none did, and {@code fields} has only the
 *     message
 * @param fields ECS field name (dotted, for example {@code source.ip}) to value; only strings,
 *     numbers and booleans
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("log-parsed")
public record LogParsed(
    String id,
    Instant time,
    Asset asset,
    String product,
    @Nullable String parser,
    LogObserved.LogOrigin origin,
    SortedMap<String, Object> fields) {

  public LogParsed {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.present(asset, "asset");
    Require.text(product, "product", 100);
    Require.present(origin, "origin");
    fields = new TreeMap<>(Require.present(fields, "fields"));
  }

  /** The field as text, or null. */
  public @Nullable String field(String name) {
    Object value = fields.get(name);
    return value == null ? null : value.toString();
  }
}
