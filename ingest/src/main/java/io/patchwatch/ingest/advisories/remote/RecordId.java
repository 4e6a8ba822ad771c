package io.patchwatch.ingest.advisories.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.Fingerprints;

/** Under which id a record is kept: a newer one with the same id replaces it. */
final class RecordId {

  private RecordId() {}

  static String of(JsonNode record) {
    if (record.path("id").isTextual()) {
      return record.path("id").textValue();
    }
    String cve = record.path("cveMetadata").path("cveId").asText("");
    String nvd = record.path("vulnerabilities").path(0).path("cve").path("id").asText("");
    return !cve.isEmpty()
        ? cve
        : !nvd.isEmpty() ? nvd + "@nvd" : Fingerprints.of("record", record.toString());
  }
}
