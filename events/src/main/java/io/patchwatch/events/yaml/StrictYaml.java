package io.patchwatch.events.yaml;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads YAML into records. Keys are the components' names in snake_case; unknown keys, wrong types
 * and what the records' constructors refuse are all reported at once. Sizes, depth and aliases are
 * bounded.
 */
public final class StrictYaml {

  /** Largest file, in bytes (and characters). */
  public static final int MAX_BYTES = 2 * 1024 * 1024;

  private static final int MAX_DEPTH = 32;
  private static final int MAX_ALIASES = 50;

  private static final YAMLMapper YAML = new YAMLMapper(factory());

  private StrictYaml() {}

  private static YAMLFactory factory() {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(MAX_BYTES);
    limits.setNestingDepthLimit(MAX_DEPTH);
    limits.setMaxAliasesForCollections(MAX_ALIASES);
    return YAMLFactory.builder()
        .loaderOptions(limits)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
        .build();
  }

  /**
   * Parses a file to a tree; an empty one is an empty object.
   *
   * @param file its name, for messages
   * @throws YamlMistakes if it is not YAML, or too large
   */
  public static JsonNode tree(String file, byte[] content) throws YamlMistakes {
    if (content.length > MAX_BYTES) {
      throw new YamlMistakes(
          file, List.of(new Mistake("", "larger than " + MAX_BYTES + " bytes; split it")));
    }
    try {
      JsonNode tree = YAML.readTree(content);
      return tree.isMissingNode() || tree.isNull() ? YAML.createObjectNode() : tree;
    } catch (JacksonException e) {
      var at = e.getLocation();
      String line = at == null ? "" : "line " + at.getLineNr();
      throw new YamlMistakes(
          file, List.of(new Mistake(line, "not YAML: " + firstLine(e.getOriginalMessage()))));
    } catch (IOException e) {
      throw new YamlMistakes(file, List.of(new Mistake("", "cannot be read: " + e.getMessage())));
    }
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }

  /**
   * Reads a tree into a record.
   *
   * @param environment value of an environment variable, or null; for {@code ${NAME}} in values
   * @param base directory against which relative {@code *_file} names and paths are resolved
   * @throws YamlMistakes with all mistakes
   */
  public static <T extends Record> T bind(
      String file,
      JsonNode tree,
      Class<T> type,
      UnaryOperator<@Nullable String> environment,
      Path base)
      throws YamlMistakes {
    Binder binder = new Binder(environment, base);
    Object bound = binder.bind(tree, type, "");
    if (!binder.mistakes().isEmpty() || bound == null) {
      throw new YamlMistakes(file, binder.mistakes());
    }
    return type.cast(bound);
  }
}
