package io.patchwatch.alerting.history;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.alerting.api.Knowledge;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What on-call wrote down for the next time, in an index of its own that is never deleted. */
public final class Runbooks implements Knowledge {

  private static final String INDEX = "patchwatch-runbooks";
  private static final int MOST = 100;

  private final ElasticsearchClient client;

  public Runbooks(ElasticsearchConnection connection) {
    this.client = connection.client();
  }

  @Override
  public void put(String id, String title, String text, String by, Instant at) throws IOException {
    ObjectNode page = Wire.json().createObjectNode();
    page.put("@timestamp", at.toString());
    page.put("patchwatch.runbook.id", id);
    page.put("patchwatch.runbook.title", title);
    page.put("message", text);
    page.put("user.name", by);
    try {
      client.index(i -> i.index(INDEX).id(id).document(page).refresh(Refresh.WaitFor));
    } catch (ElasticsearchException e) {
      throw new IOException("HTTP " + e.status() + ", " + e.error().reason(), e);
    }
  }

  @Override
  public List<JsonNode> search(@Nullable String words, int limit) throws IOException {
    try {
      SearchResponse<JsonNode> found =
          client.search(
              s ->
                  s.index(INDEX + "*")
                      .size(Math.min(limit, MOST))
                      .query(
                          q ->
                              words == null || words.isBlank()
                                  ? q.matchAll(all -> all)
                                  : q.simpleQueryString(
                                      t ->
                                          t.query(words)
                                              .lenient(true)
                                              .fields("patchwatch.runbook.title^3", "message"))),
              JsonNode.class);
      return found.hits().hits().stream().map(Hit::source).filter(Objects::nonNull).toList();
    } catch (ElasticsearchException e) {
      throw new IOException("HTTP " + e.status() + ", " + e.error().reason(), e);
    }
  }
}
