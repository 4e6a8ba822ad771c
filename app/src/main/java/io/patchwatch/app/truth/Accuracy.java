package io.patchwatch.app.truth;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many of the labelled cases of one product are right, and how right the answers are.
 *
 * @param product catalogue id; {@code all} for the sum
 * @param cases labelled cases
 * @param right cases in which nothing differs from the labels
 * @param answers answers on single vulnerabilities that the labels speak of
 * @param precision share of the answers "affected" that are labelled so, 0 to 1; null without any
 * @param recall share of what is labelled affected that is found, 0 to 1; null without any
 * @param unknown share of the answers that are "unknown", 0 to 1
 */
public record Accuracy(
    String product,
    int cases,
    int right,
    int answers,
    @Nullable Double precision,
    @Nullable Double recall,
    double unknown) {

  static Accuracy of(String product, List<Marked> marked) {
    int hits = marked.stream().mapToInt(Marked::hits).sum();
    int missed = marked.stream().mapToInt(Marked::missed).sum();
    int wrongly = marked.stream().mapToInt(Marked::wrongly).sum();
    int answers = marked.stream().mapToInt(Marked::answers).sum();
    int unknown = marked.stream().mapToInt(Marked::unknown).sum();
    return new Accuracy(
        product,
        marked.size(),
        (int) marked.stream().filter(m -> m.mistakes().isEmpty()).count(),
        answers,
        share(hits, hits + wrongly),
        share(hits, hits + missed),
        answers == 0 ? 0 : (double) unknown / answers);
  }

  private static @Nullable Double share(int part, int whole) {
    return whole == 0 ? null : (double) part / whole;
  }
}
