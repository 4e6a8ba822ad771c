package io.patchwatch.ingest.inventory.format;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Parses untrusted JSON with bounds on depth, texts and the number of tokens. */
public final class Json {

  /** Deepest nesting. */
  public static final int MAX_DEPTH = 100;

  /** Most tokens of one document, so that its tree fits into memory. */
  public static final long MAX_TOKENS = 6_000_000;

  private static final int MAX_STRING = 2 * 1024 * 1024;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_STRING)
                          .maxTokenCount(MAX_TOKENS)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * The tree of a whole document.
   *
   * @throws UnreadableDocument if it is cut off, too large for its bounds, names a key twice or is
   *     no JSON
   */
  public static Node parse(Document document, Harvest harvest) throws UnreadableDocument {
    try {
      return new Node(MAPPER.readTree(document.stream()), "", harvest);
    } catch (JacksonException e) {
      throw refused(e);
    } catch (IOException e) {
      throw new UnreadableDocument("is no JSON text; export it again as UTF-8");
    }
  }

  /**
   * The tree of a part of a document.
   *
   * @throws UnreadableDocument as {@link #parse(Document, Harvest)}
   */
  public static Node parse(String text, String place, Harvest harvest) throws UnreadableDocument {
    try {
      JsonNode tree = MAPPER.readTree(text);
      return new Node(tree, place, harvest);
    } catch (JacksonException e) {
      throw refused(e);
    }
  }

  private static UnreadableDocument refused(JacksonException e) {
    JsonLocation at = e.getLocation();
    String place = at == null ? "" : "line " + at.getLineNr() + ": ";
    String why = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    return new UnreadableDocument(
        place + "is no whole JSON document (" + why + "); export it again");
  }
}
