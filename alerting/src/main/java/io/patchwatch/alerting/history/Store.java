package io.patchwatch.alerting.history;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The Elasticsearch side of the history. */
final class Store {

  private static final int BAD_REQUEST = 400;
  private static final int CONFLICT = 409;
  private static final int TOO_LARGE = 413;

  /** Has status 400, but passes when the operator makes room: no shard may be added. */
  private static final String NO_ROOM = "validation_exception";

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
    try {
      try (InputStream json = resource("component-fields.json")) {
        client.cluster().putComponentTemplate(t -> t.name("patchwatch-fields").withJson(json));
      }
      for (String name : TEMPLATES) {
        try (InputStream json = resource("template-" + name + ".json")) {
          client.indices().putIndexTemplate(t -> t.name("patchwatch-" + name).withJson(json));
        }
      }
    } catch (ElasticsearchException e) {
      throw new IOException("index templates: " + explain(e), e);
    }
  }

  private static InputStream resource(String name) {
    InputStream json = Store.class.getResourceAsStream(name);
    if (json == null) {
      throw new IllegalStateException("the resource " + name + " is missing in this build");
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
    try {
      return refused(documents, bulk(documents));
    } catch (ElasticsearchException e) {
      if (e.status() != BAD_REQUEST && e.status() != TOO_LARGE) {
        throw new IOException(explain(e), e);
      }
      return documents.size() == 1
          ? List.of(new Refused(documents.getFirst(), explain(e)))
          : writeInHalves(documents);
    }
  }

  /** The request as a whole was refused: finds the document that is to blame. */
  private List<Refused> writeInHalves(List<Document> documents) throws IOException {
    int middle = documents.size() / 2;
    List<Refused> refused = new ArrayList<>(write(documents.subList(0, middle)));
    refused.addAll(write(documents.subList(middle, documents.size())));
    return refused;
  }

  private BulkResponse bulk(List<Document> documents) throws IOException {
    return client.bulk(b -> b.operations(documents.stream().map(Store::operation).toList()));
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
                        .document(BinaryData.of(document.source(), ContentType.APPLICATION_JSON))));
  }

  private static List<Refused> refused(List<Document> documents, BulkResponse response)
      throws IOException {
    List<Refused> refused = new ArrayList<>();
    for (int i = 0; i < response.items().size(); i++) {
      BulkResponseItem item = response.items().get(i);
      ErrorCause error = item.error();
      if (error == null || item.status() == CONFLICT) {
        continue; // a conflict says that this state or a newer one is there already
      }
      String reason = item.index() + ": " + describe(error);
      if (item.status() != BAD_REQUEST || NO_ROOM.equals(error.type())) {
        throw new IOException(reason);
      }
      refused.add(new Refused(documents.get(i), reason));
    }
    return refused;
  }

  private static String explain(ElasticsearchException e) {
    return "HTTP " + e.status() + ", " + describe(e.error());
  }

  private static String describe(ErrorCause error) {
    ErrorCause cause = error.causedBy();
    String reason = error.type() + ": " + error.reason();
    return cause == null ? reason : reason + " (" + cause.reason() + ")";
  }
}
