package io.patchwatch.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server's log is not as it usually is.
 *
 * @param measure what was looked at: {@code errors}, {@code login-failures}, {@code traffic},
 *     {@code new-pattern}, {@code new-pattern-info}, {@code request-time}
 * @param title one line for a person
 * @param count how many there were, or how many new patterns
 * @param expected how many are usual at such a time; null: not known, or not a question
 * @param score −log10 of the probability of that by chance, at most 300; null: not a probability
 * @param from time of the first minute of what is unusual
 * @param to time of its last one
 * @param learned since when it is learned what is usual; null: not known
 * @param confidence for a person: how sure it is, and why
 * @param samples at most five log lines or patterns, each at most 512 characters
 */
public record Anomalous(
    String product,
    String measure,
    String title,
    long count,
    @Nullable Double expected,
    @Nullable Double score,
    Instant from,
    Instant to,
    @Nullable Instant learned,
    String confidence,
    List<String> samples,
    Evidence evidence)
    implements Conclusion {

  public Anomalous {
    Require.text(product, "product");
    Require.text(measure, "measure");
    Require.text(title, "title");
    Require.atLeast(0, count, "count");
    Require.present(from, "from");
    Require.present(to, "to");
    Require.text(confidence, "confidence");
    samples = samples == null ? List.of() : List.copyOf(samples);
    Require.present(evidence, "evidence");
  }

  @Override
  public String kind() {
    return "anomalous";
  }

  @Override
  public Map<String, String> labels() {
    return Map.of("product", product, "measure", measure);
  }

  /** New patterns belong to the product, counts to the server. */
  @Override
  public List<String> groupBy() {
    return measure.startsWith("new-pattern")
        ? List.of("product", "measure")
        : List.of("measure", "asset");
  }

  @Override
  public String headline() {
    return title;
  }
}
