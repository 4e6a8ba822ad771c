package io.patchwatch.app.truth;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.LifecyclePublished;
import io.patchwatch.events.Precision;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.streams.verdict.Judge;
import io.patchwatch.streams.verdict.Knowledge;
import io.patchwatch.streams.verdict.ProductRules;
import io.patchwatch.streams.verdict.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the judge for a verdict on every case of a corpus and marks it. */
final class Measure {

  private final Catalogue catalogue;
  private final List<AdvisoryEvent> events;
  private final Map<String, Judge> judges = new HashMap<>();

  Measure(Catalogue catalogue, List<AdvisoryEvent> events) {
    this.catalogue = catalogue;
    this.events = events;
  }

  List<Marked> mark(Corpus corpus) {
    return corpus.cases().stream()
        .map(labels -> Marked.of(labels, verdict(labels, corpus)))
        .toList();
  }

  private Verdict verdict(LabelledCase labels, Corpus corpus) {
    return judges
        .computeIfAbsent(labels.product() + " " + labels.records(), key -> judge(labels))
        .judge(labels.version(), Precision.FULL, corpus.labelled());
  }

  private Judge judge(LabelledCase labels) {
    Product product = catalogue.get(labels.product());
    if (product == null) {
      throw new IllegalArgumentException(labels.id() + ": no product " + labels.product());
    }
    List<Advisory> heard =
        events.stream()
            .filter(AdvisoryPublished.class::isInstance)
            .map(event -> ((AdvisoryPublished) event).advisory())
            .filter(advisory -> advisory.product().equals(product.id()))
            .filter(advisory -> labels.hears(advisory.source()))
            .toList();
    return new Judge(ProductRules.of(product), new Knowledge(heard, Map.of(), lifecycle(product)));
  }

  private @Nullable LifecyclePublished lifecycle(Product product) {
    return events.stream()
        .filter(LifecyclePublished.class::isInstance)
        .map(LifecyclePublished.class::cast)
        .filter(event -> event.product().equals(product.id()))
        .findFirst()
        .orElse(null);
  }
}
