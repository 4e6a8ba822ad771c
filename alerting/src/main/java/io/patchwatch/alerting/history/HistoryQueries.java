package io.patchwatch.alerting.history;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.json.JsonData;
import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.alerting.api.HistorySearch;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Questions to the history in Elasticsearch. Safe for use by several threads. */
public final class HistoryQueries implements HistorySearch {

  private static final String TIMELINE = "patchwatch-timeline-*";
  private static final String INCIDENT = "patchwatch.incident.id";
  private static final int MOST = 1000;
  private static final int MOST_SIMILAR = 20;
  private static final float SAME_INCIDENT = 8f;
  private static final float SAME_VULNERABILITY = 6f;
  private static final float SAME_KIND = 2f;

  private final ElasticsearchClient client;

  public HistoryQueries(ElasticsearchConnection connection) {
    this.client = connection.client();
  }

  @Override
  public List<JsonNode> search(
      @Nullable String words, @Nullable String asset, @Nullable Instant since, int limit)
      throws IOException {
    BoolQuery.Builder bool = new BoolQuery.Builder();
    if (words != null && !words.isBlank()) {
      bool.must(q -> q.simpleQueryString(s -> s.query(words).lenient(true)));
    }
    if (asset != null) {
      bool.filter(
          q ->
              q.bool(
                  b ->
                      b.should(term("patchwatch.asset.id", asset))
                          .should(term("patchwatch.incident.assets", asset))));
    }
    if (since != null) {
      bool.filter(
          q ->
              q.range(
                  r -> r.untyped(u -> u.field("@timestamp").gte(JsonData.of(since.toString())))));
    }
    Query query = Query.of(q -> q.bool(bool.build()));
    return ask(s -> s.size(Math.min(limit, MOST)).query(query).sort(byTime(SortOrder.Desc)));
  }

  @Override
  public List<JsonNode> timeline(String incident) throws IOException {
    return ask(s -> s.size(MOST).query(term(INCIDENT, incident)).sort(byTime(SortOrder.Asc)));
  }

  @Override
  public List<JsonNode> similar(String incident) throws IOException {
    List<JsonNode> newest =
        ask(
            s ->
                s.size(1)
                    .query(
                        q ->
                            q.bool(
                                b ->
                                    b.filter(term(INCIDENT, incident))
                                        .filter(
                                            q2 ->
                                                q2.prefix(
                                                    p ->
                                                        p.field("event.action")
                                                            .value("incident-")))))
                    .sort(byTime(SortOrder.Desc)));
    if (newest.isEmpty()) {
      return List.of();
    }
    Query alike = alike(incident, newest.get(0));
    return ask(s -> s.size(MOST_SIMILAR).query(alike));
  }

  private static Query alike(String incident, JsonNode it) {
    return Query.of(
        q ->
            q.bool(
                b -> {
                  b.filter(term("event.action", "incident-resolved"));
                  b.should(boosted(INCIDENT, incident, SAME_INCIDENT));
                  same(b, it, "vulnerability.id", SAME_VULNERABILITY);
                  same(b, it, "rule.id", SAME_VULNERABILITY);
                  same(b, it, "patchwatch.finding.kind", SAME_KIND);
                  same(b, it, "service.type", SAME_KIND);
                  return b.minimumShouldMatch("2<2");
                }));
  }

  private static void same(BoolQuery.Builder b, JsonNode it, String field, float boost) {
    JsonNode value = it.has(field) ? it.get(field) : it.at("/" + field.replace('.', '/'));
    if (value.isTextual()) {
      b.should(boosted(field, value.asText(), boost));
    }
  }

  private static Query boosted(String field, String value, float boost) {
    return Query.of(q -> q.term(t -> t.field(field).value(value).boost(boost)));
  }

  private static Query term(String field, String value) {
    return Query.of(q -> q.term(t -> t.field(field).value(value)));
  }

  private static co.elastic.clients.elasticsearch._types.SortOptions byTime(SortOrder order) {
    return co.elastic.clients.elasticsearch._types.SortOptions.of(
        o -> o.field(f -> f.field("@timestamp").order(order)));
  }

  private List<JsonNode> ask(Consumer<SearchRequest.Builder> what) throws IOException {
    SearchRequest.Builder request = new SearchRequest.Builder();
    request.index(TIMELINE).allowNoIndices(true).ignoreUnavailable(true);
    what.accept(request);
    try {
      SearchResponse<JsonNode> found = client.search(request.build(), JsonNode.class);
      return found.hits().hits().stream().map(Hit::source).filter(Objects::nonNull).toList();
    } catch (ElasticsearchException e) {
      throw new IOException("HTTP " + e.status() + ", " + e.error().reason(), e);
    }
  }
}
