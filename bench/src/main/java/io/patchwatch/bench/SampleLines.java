package io.patchwatch.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.yaml.StrictYaml;
import io.patchwatch.events.yaml.YamlMistakes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The log lines that are recorded beside the catalogue: what real servers wrote. */
final class SampleLines {

  private SampleLines() {}

  /** One record of a product's log. */
  record Line(String product, String text) {}

  /** All lines of all products that a parser is there for, product by product. */
  static List<Line> all() {
    List<Line> lines = new ArrayList<>();
    Catalogue.builtIn().all().stream()
        .filter(product -> !product.logs().isEmpty())
        .forEach(product -> lines.addAll(of(product)));
    return lines;
  }

  static List<Line> of(Product product) {
    String file = product.id() + ".samples.yml";
    try (InputStream in = Catalogue.class.getResourceAsStream(file)) {
      List<Line> lines = new ArrayList<>();
      if (in != null) {
        for (JsonNode sample : StrictYaml.tree(file, in.readAllBytes()).path("logs")) {
          if (sample.has("parser")) {
            lines.add(new Line(product.id(), sample.path("lines").asText()));
          }
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (YamlMistakes e) {
      throw new IllegalStateException(e);
    }
  }
}
