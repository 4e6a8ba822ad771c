package io.patchwatch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.HealthStatus;
import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch._types.mapping.DynamicMapping;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the official client can do on the embedded node, and what it cannot. */
@Timeout(120)
class EmbeddedElasticsearchIT {

  private static EmbeddedElasticsearch elasticsearch;
  private static ElasticsearchClient client;

  @TempDir Path directory;

  @BeforeAll
  static void start() throws IOException {
    elasticsearch = EmbeddedElasticsearch.start(ServerOptions.temporary());
    client = connect(elasticsearch.uri());
    client
        .indices()
        .putIndexTemplate(
            template ->
                template
                    .name("chat")
                    .indexPatterns("chat-*")
                    .template(
                        mapping ->
                            mapping
                                .settings(s -> s.autoExpandReplicas("0-1"))
                                .aliases("chat", a -> a)
                                .mappings(
                                    m ->
                                        m.dynamic(DynamicMapping.False)
                                            .properties("severity", p -> p.keyword(k -> k))
                                            .properties("score", p -> p.double_(d -> d))
                                            .properties("message", p -> p.text(t -> t))
                                            .properties("source.ip", p -> p.ip(i -> i))
                                            .properties("labels", p -> p.flattened(f -> f))
                                            .properties("@timestamp", p -> p.date(d -> d)))));
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    elasticsearch.close();
  }

  static ElasticsearchClient connect(URI uri) {
    return ElasticsearchClient.of(c -> c.host(uri.toString()));
  }

  @Test
  void isGreenWithReplicasThatExpandByThemselves() throws IOException {
    client.indices().create(c -> c.index("chat-health"));
    assertThat(client.cluster().health(h -> h.index("chat-health")).status())
        .isEqualTo(HealthStatus.Green);
  }

  @Test
  void keepsTheNewerExternalVersionInBulk() throws IOException {
    assertThat(write("chat-versions", 5, "high").errors()).isFalse();
    BulkResponse older = write("chat-versions", 4, "low");
    assertThat(older.errors()).isTrue();
    assertThat(older.items().getFirst().status()).isEqualTo(409);
    var document = client.get(g -> g.index("chat-versions").id("one"), ObjectNode.class);
    assertThat(document.version()).isEqualTo(5);
    assertThat(document.source().get("severity").asText()).isEqualTo("high");
  }

  private static BulkResponse write(String index, long version, String severity)
      throws IOException {
    return client.bulk(
        bulk ->
            bulk.operations(
                operation ->
                    operation.index(
                        document ->
                            document
                                .index(index)
                                .id("one")
                                .version(version)
                                .versionType(VersionType.External)
                                .document(Map.of("severity", severity)))));
  }

  @Test
  void searchesAndAggregatesThroughTheTemplatesAlias() throws IOException {
    for (int score = 0; score < 4; score++) {
      indexLogin(score, score < 3 ? "high" : "low");
    }
    SearchResponse<ObjectNode> found =
        client.search(
            s ->
                s.index("chat")
                    .query(aliceInEurope())
                    .aggregations("severities", a -> a.terms(t -> t.field("severity")))
                    .aggregations("middle", a -> a.percentiles(p -> p.field("score")))
                    .sort(o -> o.field(f -> f.field("@timestamp"))),
            ObjectNode.class);
    assertThat(found.hits().hits()).hasSize(4);
    assertThat(found.aggregations().get("severities").sterms().buckets().array())
        .extracting(bucket -> bucket.key().stringValue() + "=" + bucket.docCount())
        .containsExactly("high=3", "low=1");
  }

  private static void indexLogin(int score, String severity) throws IOException {
    Map<String, Object> login =
        Map.of(
            "severity",
            severity,
            "score",
            score,
            "message",
            "failed login for alice",
            "source.ip",
            "10.0.0." + score,
            "labels",
            Map.of("site", "eu"),
            "@timestamp",
            "2026-01-0" + (score + 1) + "T00:00:00Z");
    client.index(d -> d.index("chat-search").document(login).refresh(Refresh.True));
  }

  private static Query aliceInEurope() {
    return Query.of(
        q ->
            q.bool(
                b ->
                    b.must(m -> m.match(t -> t.field("message").query("alice login")))
                        .filter(f -> f.term(t -> t.field("labels.site").value("eu")))
                        .filter(f -> f.term(t -> t.field("source.ip").value("10.0.0.0/24")))));
  }

  @Test
  void movesAnAliasFromOneIndexToAnother() throws IOException {
    client.indices().create(c -> c.index("month-1"));
    client.indices().create(c -> c.index("month-2"));
    client
        .indices()
        .updateAliases(
            u ->
                u.actions(
                    a -> a.add(add -> add.index("month-1").alias("month").isWriteIndex(true))));
    client
        .indices()
        .updateAliases(
            u ->
                u.actions(a -> a.remove(r -> r.index("month-1").alias("month")))
                    .actions(
                        a -> a.add(add -> add.index("month-2").alias("month").isWriteIndex(true))));
    assertThat(client.indices().getAlias(g -> g.name("month")).aliases().keySet())
        .containsExactly("month-2");
    assertThat(client.cat().indices().indices())
        .extracting(index -> index.index())
        .contains("month-1", "month-2");
  }

  @Test
  void saysClearlyWhatItDoesNotHave() {
    assertThatThrownBy(() -> client.info())
        .isInstanceOf(ElasticsearchException.class)
        .hasMessageContaining("405");
    assertThatThrownBy(
            () ->
                client.deleteByQuery(d -> d.index("chat-versions").query(q -> q.matchAll(m -> m))))
        .isInstanceOf(ElasticsearchException.class)
        .hasMessageContaining("no handler found");
  }

  @Test
  void keepsDocumentsFromOneStartToTheNextOnTheSamePort() throws IOException {
    int port;
    try (var first = EmbeddedElasticsearch.start(ServerOptions.in(directory));
        var writer = connect(first.uri())) {
      port = first.port();
      writer.index(d -> d.index("kept").id("one").document(Map.of("a", "b")));
    }
    try (var second = EmbeddedElasticsearch.start(ServerOptions.in(directory).onPort(port));
        var reader = connect(second.uri())) {
      reader.cluster().health(h -> h.index("kept").waitForStatus(HealthStatus.Yellow));
      assertThat(reader.get(g -> g.index("kept").id("one"), ObjectNode.class).found()).isTrue();
    }
  }

  @Test
  void namesThePortOrTheDirectoryThatIsInUse() {
    assertThat(
            catchThrowable(
                () ->
                    EmbeddedElasticsearch.start(
                        ServerOptions.temporary().onPort(elasticsearch.port()))))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageContaining("port " + elasticsearch.port() + " on 127.0.0.1 is in use");
    assertThat(
            catchThrowable(
                () -> EmbeddedElasticsearch.start(ServerOptions.in(elasticsearch.dataDirectory()))))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageContaining(elasticsearch.dataDirectory().toString())
        .hasMessageContaining("process " + ProcessHandle.current().pid());
  }

  @Test
  void unpacksItsTransportAgainWhenACopyWasCutShort() throws IOException {
    TransportModule.unpackTo(directory);
    Path module = directory.resolve("modules/transport-netty4");
    Path jar = module.resolve("netty-common.jar");
    long whole = Files.size(jar);
    Files.writeString(jar, "half");
    Files.delete(module.resolve("index"));
    TransportModule.unpackTo(directory);
    assertThat(jar).hasSize(whole);
  }
}
