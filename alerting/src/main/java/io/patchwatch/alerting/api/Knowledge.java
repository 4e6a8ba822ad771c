package io.patchwatch.alerting.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages that on-call writes for the next time. */
public interface Knowledge {

  /**
   * Puts a page; one with the same id is replaced.
   *
   * @throws IOException if it is not kept
   */
  void put(String id, String title, String text, String by, Instant at) throws IOException;

  /**
   * Pages with these words, the best first.
   *
   * @param words in the syntax of Elasticsearch's simple query string; null: all
   * @throws IOException if they are away
   */
  List<JsonNode> search(@Nullable String words, int limit) throws IOException;
}
