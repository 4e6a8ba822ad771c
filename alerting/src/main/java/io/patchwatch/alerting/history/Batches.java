package io.patchwatch.alerting.history;

import java.util.ArrayList;
import java.util.List;

/** Cuts documents into requests of bounded size, in their order. */
final class Batches {

  static final int MAX_DOCUMENTS = 1_000;

  /** Far below Elasticsearch's limit of 100 MiB, so that many writers do not fill its memory. */
  static final int MAX_BYTES = 5 * 1024 * 1024;

  private Batches() {}

  /** Batches within both limits; a single document above the limit has a batch of its own. */
  static List<List<Document>> of(List<Document> documents) {
    List<List<Document>> batches = new ArrayList<>();
    List<Document> batch = new ArrayList<>();
    int bytes = 0;
    for (Document document : documents) {
      boolean full = batch.size() == MAX_DOCUMENTS || bytes + document.size() > MAX_BYTES;
      if (full && !batch.isEmpty()) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(document);
      bytes += document.size();
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }
}
