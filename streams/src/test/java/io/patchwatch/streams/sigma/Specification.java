package io.patchwatch.streams.sigma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The schemas of the specification, as tests ask them. */
final class Specification {

  static final JsonNode DETECTION = tree("sigma-detection-rule-schema.json");
  static final JsonNode CORRELATION = tree("sigma-correlation-rules-schema.json");
  static final JsonNode FILTER = tree("sigma-filters-schema.json");

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final JsonSchema DETECTIONS = FACTORY.getSchema(DETECTION);
  private static final JsonSchema CORRELATIONS = FACTORY.getSchema(CORRELATION);
  private static final JsonSchema FILTERS = FACTORY.getSchema(FILTER);

  private Specification() {}

  /** What the schema of its kind has against a document of rules. */
  static Set<ValidationMessage> validate(JsonNode document) {
    JsonSchema schema =
        document.has("filter") ? FILTERS : document.has("correlation") ? CORRELATIONS : DETECTIONS;
    return schema.validate(document);
  }

  /** The words of a {@code oneOf} of constants. */
  static List<String> words(JsonNode schema, String pointer) {
    return schema.at(pointer + "/oneOf").findValuesAsText("const");
  }

  static String text(String resource) {
    try (InputStream in = Specification.class.getResourceAsStream("/sigma/" + resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree(String resource) {
    try {
      // The detection and the filter schema end the name of their dialect with an empty fragment,
      // which it does not have.
      return new ObjectMapper()
          .readTree(text(resource).replace("2020-12/schema#\"", "2020-12/schema\""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
