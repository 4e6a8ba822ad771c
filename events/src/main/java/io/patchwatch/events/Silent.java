package io.patchwatch.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * No log records come from where there always were some: the server is down, its log is no longer
 * written, or the collector does not read it.
 *
 * @param product of the server; {@code patchwatch} when many servers fell silent at once, which is
 *     rather the pipeline
 * @param lastSeen time of the last record; null: not known
 * @param expected how many records were to be expected since then
 * @param score −log10 of the probability of that by chance, at most 300
 * @param servers which fell silent, at most 20 of them
 * @param total how many fell silent
 * @param detail one line for a person: what to look at
 */
public record Silent(
    String product,
    @Nullable Instant lastSeen,
    double expected,
    double score,
    List<String> servers,
    long total,
    String detail,
    Evidence evidence)
    implements Conclusion {

  /** Stands for the product when it is the pipeline that is silent. */
  public static final String PIPELINE = "patchwatch";

  public Silent {
    Require.text(product, "product");
    servers = servers == null ? List.of() : List.copyOf(servers);
    Require.atLeast(1, total, "total");
    Require.text(detail, "detail");
    Require.present(evidence, "evidence");
  }

  @Override
  public String kind() {
    return "silent";
  }

  @Override
  public Map<String, String> labels() {
    return Map.of("product", product);
  }

  @Override
  public List<String> groupBy() {
    return List.of("asset");
  }

  @Override
  public String headline() {
    return product.equals(PIPELINE)
        ? "No log records from " + total + " servers at once: look at the collectors first"
        : "No log records, where " + Math.round(expected) + " were to be expected";
  }
}
