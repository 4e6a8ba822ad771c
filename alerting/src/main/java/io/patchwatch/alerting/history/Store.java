package io.patchwatch.alerting.history;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The Elasticsearch side of the history. */
final class Store {

  private static final int CONFLICT = 409;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final List<String> TEMPLATES = List.of("state", "timeline", "logs");

  private final ElasticsearchClient client;

  Store(ElasticsearchClient client) {
    this.client = client;
  }

  /** Elasticsearch refused a document for good. */
  record Refused(Document document, String reason) {}

  /**
   * Puts the index templates; done again at each start, so that an upgrade brings its mappings.
   *
   * @throws IOException if Elasticsearch cannot be reached or refuses
   */
  void installTemplates() throws IOException {
    for (String name : TEMPLATES) {
      try (InputStream json = template(name)) {
        client.indices().putIndexTemplate(t -> t.name("patchwatch-" + name).withJson(json));
      } catch (ElasticsearchException e) {
        throw new IOException("index template patchwatch-" + name + ": " + e.getMessage(), e);
      }
    }
  }

  private static InputStream template(String name) {
    InputStream json = Store.class.getResourceAsStream("template-" + name + ".json");
    if (json == null) {
      throw new UncheckedIOException(new IOException("no template " + name));
    }
    return json;
  }

  /**
   * Stores the documents.
   *
   * @return those that Elasticsearch will never take
   * @throws IOException if it could not take them now; storing all again later does no harm
   */
  List<Refused> write(List<Document> documents) throws IOException {
    BulkResponse response;
    try {
      response = client.bulk(b -> b.operations(documents.stream().map(Store::operation).toList()));
    } catch (ElasticsearchException e) {
      throw new IOException("bulk request: " + e.getMessage(), e);
    }
    List<Refused> refused = new ArrayList<>();
    for (int i = 0; i < response.items().size(); i++) {
      BulkResponseItem item = response.items().get(i);
      if (item.error() != null && item.status() != CONFLICT) {
        String reason = item.error().type() + ": " + item.error().reason();
        if (item.status() == TOO_MANY_REQUESTS || item.status() >= SERVER_ERROR) {
          throw new IOException(reason);
        }
        refused.add(new Refused(documents.get(i), reason));
      }
    }
    return refused;
  }

  private static BulkOperation operation(Document document) {
    return BulkOperation.of(
        o ->
            o.index(
                i ->
                    i.index(document.index())
                        .id(document.id())
                        .version(document.version())
                        .versionType(VersionType.External)
                        .document(document.body())));
  }
}
