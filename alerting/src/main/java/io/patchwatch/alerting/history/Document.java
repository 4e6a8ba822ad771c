package io.patchwatch.alerting.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A document to be stored. The id says what it is about and the version which state of it, so
 * storing it twice, or late, changes nothing.
 *
 * @param index name of the index
 * @param id derived from what it is about
 * @param version external version, at least 1; a stored document with a higher one stays
 * @param source the fields as JSON, in the Elastic Common Schema
 */
@SuppressWarnings("ArrayRecordComponent") // written once, compared nowhere
record Document(String index, String id, long version, byte[] source) {

  /** Elasticsearch's own limit. */
  private static final int MAX_ID_BYTES = 512;

  static Document of(String index, String id, long version, Map<String, Object> fields) {
    try {
      return new Document(index, fit(id), version, Wire.json().writeValueAsBytes(fields));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the document " + index + "/" + id, e);
    }
  }

  private static String fit(String id) {
    return id.getBytes(StandardCharsets.UTF_8).length > MAX_ID_BYTES ? Fingerprints.of(id) : id;
  }

  int size() {
    return source.length;
  }
}
