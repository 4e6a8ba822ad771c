package io.patchwatch.app.scan;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.AdvisoryWithdrawn;
import io.patchwatch.events.LifecyclePublished;
import io.patchwatch.events.Precision;
import io.patchwatch.events.VulnerabilityMarked;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.AdvisorySnapshot;
import io.patchwatch.streams.verdict.Judge;
import io.patchwatch.streams.verdict.Knowledge;
import io.patchwatch.streams.verdict.ProductRules;
import io.patchwatch.streams.verdict.Verdict;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges releases by the advisories that come with this release. */
public final class Advice {

  private final AdvisorySnapshot snapshot;

  public Advice(AdvisorySnapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** The verdict on one release of a product. */
  public Verdict on(Product product, String version, Precision precision, LocalDate today) {
    return Judge.judge(
        ProductRules.of(product), version, precision, knowledge(product.id()), today);
  }

  private Knowledge knowledge(String product) {
    Map<String, Advisory> advisories = new HashMap<>();
    Map<String, VulnerabilityMarked> marks = new HashMap<>();
    LifecyclePublished lifecycle = null;
    for (AdvisoryEvent event : snapshot.events()) {
      if (event.product().equals(product)) {
        lifecycle = note(event, advisories, marks, lifecycle);
      }
    }
    return new Knowledge(advisories.values().stream().toList(), marks, lifecycle);
  }

  private static @Nullable LifecyclePublished note(
      AdvisoryEvent event,
      Map<String, Advisory> advisories,
      Map<String, VulnerabilityMarked> marks,
      @Nullable LifecyclePublished lifecycle) {
    switch (event) {
      case AdvisoryPublished e -> advisories.put(e.advisory().id(), e.advisory());
      case AdvisoryWithdrawn e -> advisories.remove(e.advisory());
      case VulnerabilityMarked e -> marks.put(e.vulnerability(), e);
      case LifecyclePublished e -> {
        return e;
      }
    }
    return lifecycle;
  }
}
