package io.patchwatch.ingest.advisories;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Strict JSON: no duplicate keys, nothing after the document, bounded depth and text length. */
public final class Json {

  private static final int MAX_DEPTH = 64;
  private static final int MAX_TEXT = 1024 * 1024;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_TEXT)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * Parses one document.
   *
   * @throws BadRecord if it is empty, cut off or not strict JSON
   */
  public static Doc parse(byte[] bytes, Origin origin) {
    try {
      JsonNode root = MAPPER.readTree(bytes);
      if (root == null || root.isMissingNode()) {
        throw new BadRecord(origin.file(), "", "is empty; fetch it again");
      }
      return new Doc(origin, "", root);
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      String line = place == null ? "" : "line " + place.getLineNr();
      throw new BadRecord(
          origin.file(), line, "not valid JSON (" + e.getOriginalMessage() + "); fetch it again");
    } catch (IOException e) {
      throw new BadRecord(origin.file(), "", "cannot be read: " + e.getMessage());
    }
  }
}
