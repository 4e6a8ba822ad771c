package io.patchwatch.app.scan;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.AdvisoryWithdrawn;
import io.patchwatch.events.LifecyclePublished;
import io.patchwatch.events.VulnerabilityMarked;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.streams.verdict.Judge;
import io.patchwatch.streams.verdict.Knowledge;
import io.patchwatch.streams.verdict.ProductRules;
import io.patchwatch.streams.verdict.Verdict;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges releases by a list of advisory events. Not safe for threads. */
public final class Advice {

  private final List<AdvisoryEvent> events;
  private final Map<String, Judge> judges = new HashMap<>();

  /**
   * Prepares.
   *
   * @param events what is known; of two events on one record the later one counts
   */
  public Advice(List<AdvisoryEvent> events) {
    this.events = List.copyOf(events);
  }

  /** The verdict on what one server runs. */
  public Verdict on(Server server, LocalDate today) {
    Product product = server.product();
    return judges
        .computeIfAbsent(
            product.id(), id -> new Judge(ProductRules.of(product), knowledge(product.id())))
        .judge(server.version(), server.precision(), server.packageFact(), today);
  }

  private Knowledge knowledge(String product) {
    Map<String, Advisory> advisories = new HashMap<>();
    Map<String, VulnerabilityMarked> marks = new HashMap<>();
    LifecyclePublished lifecycle = null;
    for (AdvisoryEvent event : events) {
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
      case AdvisoryPublished e -> advisories.put(e.key(), e.advisory());
      case AdvisoryWithdrawn e -> advisories.remove(e.key());
      case VulnerabilityMarked e -> marks.put(e.vulnerability(), e);
      case LifecyclePublished e -> {
        return e;
      }
    }
    return lifecycle;
  }
}
