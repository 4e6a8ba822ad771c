package io.patchwatch.app.truth;

import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.AdvisorySnapshot;
import io.patchwatch.streams.version.PublicVectors;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How true the verdicts are, measured.
 *
 * @param asOf date of the bundled advisories
 * @param labelled the day for which the cases are labelled
 * @param coverage by product
 * @param accuracy by product, the sum last
 * @param vectors by scheme and file
 * @param mistakes every case that is not as labelled, one line for each difference
 */
public record Truth(
    LocalDate asOf,
    LocalDate labelled,
    List<Coverage> coverage,
    List<Accuracy> accuracy,
    List<PublicVectors.Outcome> vectors,
    List<String> mistakes) {

  /** The name of the sum in {@link #accuracy()}. */
  public static final String SUM = "all";

  public Truth {
    coverage = List.copyOf(coverage);
    accuracy = List.copyOf(accuracy);
    vectors = List.copyOf(vectors);
    mistakes = List.copyOf(mistakes);
  }

  /** Measures the judge by a corpus; takes some seconds. */
  public static Truth measure(Catalogue catalogue, AdvisorySnapshot snapshot, Corpus corpus) {
    List<AdvisoryEvent> events = snapshot.events();
    List<Marked> marked = new Measure(catalogue, events).mark(corpus);
    return new Truth(
        LocalDate.ofInstant(snapshot.asOf(), ZoneOffset.UTC),
        corpus.labelled(),
        catalogue.all().stream().map(product -> Coverage.of(product, events)).toList(),
        accuracy(catalogue, marked),
        PublicVectors.run(),
        marked.stream().flatMap(m -> m.mistakes().stream().map(what -> line(m, what))).toList());
  }

  /** Whether nothing is wrong: no case, and no vector line that is not a known dispute. */
  public boolean holds() {
    return mistakes.isEmpty() && vectors.stream().allMatch(outcome -> outcome.wrong().isEmpty());
  }

  private static List<Accuracy> accuracy(Catalogue catalogue, List<Marked> marked) {
    Map<String, List<Marked>> byProduct =
        marked.stream()
            .collect(
                Collectors.groupingBy(
                    m -> m.labels().product(), TreeMap::new, Collectors.toList()));
    List<Accuracy> rows = new ArrayList<>();
    for (Product product : catalogue.all()) {
      if (byProduct.containsKey(product.id())) {
        rows.add(Accuracy.of(product.id(), byProduct.getOrDefault(product.id(), List.of())));
      }
    }
    rows.add(Accuracy.of(SUM, marked));
    return rows;
  }

  private static String line(Marked marked, String what) {
    LabelledCase labels = marked.labels();
    return "%s %s %s by %s: %s (%s)"
        .formatted(
            labels.id(),
            labels.product(),
            labels.version(),
            labels.records(),
            what,
            labels.reason());
  }
}
