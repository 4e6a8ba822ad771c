package io.patchwatch.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.alerting.Receiver;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.CatalogueException;
import io.patchwatch.events.yaml.Mistake;
import io.patchwatch.events.yaml.StrictYaml;
import io.patchwatch.events.yaml.YamlMistakes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the configuration: the user's file over the defaults, all mistakes at once. */
public final class ConfigFile {

  private static final String DEFAULTS = "defaults.yml";

  private ConfigFile() {}

  /**
   * A configuration that was checked as a whole.
   *
   * @param catalogue built-in products and the user's
   */
  public record Loaded(Config config, Catalogue catalogue) {}

  /**
   * Reads a file.
   *
   * @param environment value of an environment variable, or null
   * @throws YamlMistakes with all mistakes, each with its path and remedy
   */
  public static Loaded load(Path file, UnaryOperator<@Nullable String> environment)
      throws YamlMistakes {
    Path base = file.toAbsolutePath().getParent();
    return parse(file.toString(), content(file), environment, base == null ? Path.of("") : base);
  }

  /**
   * Reads a configuration that is at hand as text.
   *
   * @param name for messages
   * @param base directory that relative paths start from
   * @throws YamlMistakes with all mistakes
   */
  public static Loaded parse(
      String name, byte[] content, UnaryOperator<@Nullable String> environment, Path base)
      throws YamlMistakes {
    JsonNode user = StrictYaml.tree(name, content);
    if (!user.isObject()) {
      throw new YamlMistakes(name, List.of(new Mistake("", "must be a map (lines 'key: value')")));
    }
    List<Mistake> mistakes = new ArrayList<>();
    Config config = bind(name, merge(defaults(), user), environment, base, mistakes);
    Catalogue catalogue = catalogue(config, mistakes);
    mistakes.addAll(checkAssets(user, catalogue));
    mistakes.addAll(checkInventories(user));
    if (config != null && mistakes.isEmpty()) {
      mistakes.addAll(IndependentPath.check(config));
      mistakes.addAll(checkTemplates(config));
    }
    if (config == null || !mistakes.isEmpty()) {
      throw new YamlMistakes(name, mistakes);
    }
    return new Loaded(config, catalogue);
  }

  private static byte[] content(Path file) throws YamlMistakes {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new YamlMistakes(
          file.toString(),
          List.of(new Mistake("", "is not there; start from patchwatch.example.yml")));
    } catch (IOException e) {
      throw new YamlMistakes(
          file.toString(), List.of(new Mistake("", "cannot be read: " + e.getMessage())));
    }
  }

  private static @Nullable Config bind(
      String name,
      JsonNode tree,
      UnaryOperator<@Nullable String> environment,
      Path base,
      List<Mistake> mistakes) {
    try {
      return StrictYaml.bind(name, tree, Config.class, environment, base);
    } catch (YamlMistakes e) {
      mistakes.addAll(e.mistakes());
      return null;
    }
  }

  private static Catalogue catalogue(@Nullable Config config, List<Mistake> mistakes) {
    if (config == null) {
      return Catalogue.builtIn();
    }
    try {
      return Catalogue.withUserFiles(config.catalogue().directories());
    } catch (CatalogueException e) {
      mistakes.add(new Mistake("catalogue.directories", String.valueOf(e.getMessage())));
      return Catalogue.builtIn();
    }
  }

  private static List<Mistake> checkAssets(JsonNode user, Catalogue catalogue) {
    List<Mistake> mistakes = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    JsonNode assets = user.path("assets");
    for (int i = 0; i < assets.size(); i++) {
      String at = "assets[" + i + "]";
      String id = assets.get(i).path("id").asText("");
      if (!id.isEmpty() && !ids.add(id)) {
        mistakes.add(new Mistake(at + ".id", "'" + id + "' is used twice; ids are unique"));
      }
      String product = assets.get(i).path("product").asText("");
      if (!product.isEmpty() && catalogue.get(product) == null) {
        mistakes.add(new Mistake(at + ".product", unknownProduct(product, catalogue)));
      }
    }
    return mistakes;
  }

  private static List<Mistake> checkTemplates(Config config) {
    List<Mistake> mistakes = new ArrayList<>();
    for (Receiver receiver : config.alerting().receivers()) {
      try {
        var unused = receiver.wording();
      } catch (IllegalArgumentException e) {
        String at = "alerting.receivers[" + receiver.name() + "].words";
        mistakes.add(new Mistake(at, String.valueOf(e.getMessage())));
      }
    }
    return mistakes;
  }

  private static List<Mistake> checkInventories(JsonNode user) {
    List<Mistake> mistakes = new ArrayList<>();
    Set<String> ids = new TreeSet<>();
    user.path("assets").forEach(asset -> ids.add(asset.path("id").asText("")));
    JsonNode inventories = user.path("inventories");
    for (int i = 0; i < inventories.size(); i++) {
      String asset = inventories.get(i).path("asset").asText("");
      if (!asset.isEmpty() && !ids.contains(asset)) {
        mistakes.add(
            new Mistake(
                "inventories[" + i + "].asset",
                "'" + asset + "' is not among the assets; add it there"));
      }
    }
    return mistakes;
  }

  private static String unknownProduct(String product, Catalogue catalogue) {
    return "'"
        + product
        + "' is not in the catalogue"
        + catalogue
            .suggestion(product)
            .map(s -> "; did you mean '" + s + "'?")
            .orElse("; 'patchwatch products' lists what is known, and you can add your own");
  }

  private static ObjectNode defaults() {
    try (InputStream in = ConfigFile.class.getResourceAsStream(DEFAULTS)) {
      if (in == null) {
        throw new IllegalStateException("the defaults are not in this build");
      }
      return (ObjectNode) StrictYaml.tree(DEFAULTS, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (YamlMistakes e) {
      throw new IllegalStateException("the defaults are broken", e);
    }
  }

  /** The user's values over the defaults; lists are replaced as a whole. */
  private static JsonNode merge(ObjectNode below, JsonNode above) {
    for (Map.Entry<String, JsonNode> entry : above.properties()) {
      JsonNode old = below.get(entry.getKey());
      boolean deeper = old instanceof ObjectNode && entry.getValue().isObject();
      below.set(
          entry.getKey(), deeper ? merge((ObjectNode) old, entry.getValue()) : entry.getValue());
    }
    return below;
  }
}
