package io.patchwatch.events.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.events.yaml.Mistake;
import io.patchwatch.events.yaml.StrictYaml;
import io.patchwatch.events.yaml.YamlMistakes;
import java.nio.file.Path;
import java.util.List;

/** Reads one product's YAML. */
final class ProductFile {

  /** Largest file, in bytes. */
  static final int MAX_BYTES = 256 * 1024;

  private static final int SCHEMA = 1;

  private ProductFile() {}

  static Product read(String file, byte[] content) throws YamlMistakes {
    return bind(file, tree(file, content), Product.class);
  }

  /** The file's tree without its {@code schema}, which is checked. */
  static JsonNode tree(String file, byte[] content) throws YamlMistakes {
    if (content.length > MAX_BYTES) {
      throw mistake(file, "", "is larger than " + MAX_BYTES + " bytes; split it");
    }
    JsonNode tree = StrictYaml.tree(file, content);
    if (!(tree instanceof ObjectNode object)) {
      throw mistake(file, "", "is not a map of keys; begin with schema: " + SCHEMA);
    }
    JsonNode schema = object.remove("schema");
    if (schema == null || !schema.asText().equals(Integer.toString(SCHEMA))) {
      throw mistake(
          file, "schema", "must be " + SCHEMA + "; begin the file with schema: " + SCHEMA);
    }
    return object;
  }

  static <T extends Record> T bind(String file, JsonNode tree, Class<T> type) throws YamlMistakes {
    return StrictYaml.bind(file, tree, type, name -> null, Path.of(""));
  }

  private static YamlMistakes mistake(String file, String path, String what) {
    return new YamlMistakes(file, List.of(new Mistake(path, what)));
  }
}
