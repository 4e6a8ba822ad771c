package io.patchwatch.alerting.history;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.json.JsonData;
import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads log records back out of the history, page by page, in the order of their time. */
public final class LogRecords {

  private static final String LOGS = "patchwatch-logs-*";
  private static final String TIME = "@timestamp";
  private static final String ID = "event.id";
  private static final String ENVIRONMENT = "service.environment";
  private static final int PAGE = 2_000;

  private final ElasticsearchClient client;

  public LogRecords(ElasticsearchConnection connection) {
    this.client = connection.client();
  }

  /**
   * Hands out each record from {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @return how many there were
   * @throws IOException if Elasticsearch does not answer, or refuses
   */
  public long each(Instant from, Instant to, Consumer<LogParsed> taker) throws IOException {
    long count = 0;
    List<FieldValue> after = List.of();
    while (true) {
      List<Hit<JsonNode>> page = page(from, to, after);
      for (Hit<JsonNode> hit : page) {
        JsonNode source = hit.source();
        if (source != null) {
          taker.accept(record(source));
          count++;
        }
      }
      if (page.size() < PAGE) {
        return count;
      }
      after = page.get(page.size() - 1).sort();
    }
  }

  private List<Hit<JsonNode>> page(Instant from, Instant to, List<FieldValue> after)
      throws IOException {
    SearchRequest.Builder request = new SearchRequest.Builder();
    request.index(LOGS).allowNoIndices(true).ignoreUnavailable(true).size(PAGE);
    request.trackTotalHits(t -> t.enabled(false)).sort(ascending(TIME), ascending(ID));
    request.query(
        q ->
            q.range(
                r ->
                    r.untyped(
                        u ->
                            u.field(TIME)
                                .gte(JsonData.of(from.toString()))
                                .lt(JsonData.of(to.toString())))));
    if (!after.isEmpty()) {
      request.searchAfter(after);
    }
    try {
      return client.search(request.build(), JsonNode.class).hits().hits();
    } catch (ElasticsearchException e) {
      throw new IOException("HTTP " + e.status() + ", " + e.error().reason(), e);
    }
  }

  private static SortOptions ascending(String field) {
    return SortOptions.of(o -> o.field(f -> f.field(field).order(SortOrder.Asc)));
  }

  /** A document of the history as the record that it was. */
  static LogParsed record(JsonNode document) {
    NavigableMap<String, Object> fields = new TreeMap<>();
    flatten("", document, fields);
    String parser = text(fields, "patchwatch.parser", "none");
    Object offset = fields.get("log.offset");
    Instant time = Instant.parse(text(fields, TIME, Instant.EPOCH.toString()));
    LogObserved.LogOrigin origin =
        new LogObserved.LogOrigin(
            "file",
            text(fields, "log.file.path", "history"),
            offset instanceof Number number ? number.longValue() : null);
    String id = text(fields, ID, "unknown");
    Asset asset = Asset.of(text(fields, "patchwatch.asset.id", text(fields, "service.name", "-")));
    String product = text(fields, "service.type", "unknown");
    List.of(TIME, "ecs.version", "trace.id", ID, "log.file.path", "log.offset", ENVIRONMENT)
        .forEach(fields::remove);
    fields.keySet().removeIf(name -> name.startsWith("patchwatch."));
    return new LogParsed(
        id, time, asset, product, parser.equals("none") ? null : parser, origin, fields);
  }

  private static String text(Map<String, Object> fields, String name, String otherwise) {
    @Nullable Object value = fields.get(name);
    return value == null || value.toString().isBlank() ? otherwise : value.toString();
  }

  private static void flatten(String path, JsonNode node, Map<String, Object> fields) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              e ->
                  flatten(
                      path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue(), fields));
    } else if (node.isIntegralNumber()) {
      fields.put(path, node.asLong());
    } else if (node.isNumber()) {
      fields.put(path, node.asDouble());
    } else if (node.isBoolean()) {
      fields.put(path, node.asBoolean());
    } else if (node.isTextual()) {
      fields.put(path, node.asText());
    }
  }
}
