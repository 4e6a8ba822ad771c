package io.patchwatch.alerting.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened, as the history knows it. */
public interface HistorySearch {

  /**
   * Happenings that have these words, newest first.
   *
   * @param words in the syntax of Elasticsearch's simple query string; null: any
   * @param asset null: any
   * @param since null: ever
   * @param limit at most so many, 1 to 1000
   * @throws IOException if the history is away or refuses
   */
  List<JsonNode> search(
      @Nullable String words, @Nullable String asset, @Nullable Instant since, int limit)
      throws IOException;

  /** All that happened to an incident, in order, at most 1000. */
  List<JsonNode> timeline(String incident) throws IOException;

  /** Resolved incidents that are like this one, the most alike first, at most 20. */
  List<JsonNode> similar(String incident) throws IOException;
}
