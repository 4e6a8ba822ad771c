package io.patchwatch.streams.unpatched;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.LifecyclePublished;
import io.patchwatch.events.VulnerabilityMarked;
import io.patchwatch.streams.verdict.Judge;
import io.patchwatch.streams.verdict.Knowledge;
import io.patchwatch.streams.verdict.ProductRules;
import io.patchwatch.streams.wiring.Keys;
import io.patchwatch.streams.wiring.Stores;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What is known about the products of a partition: kept in a store, and at hand in memory. */
final class Library {

  private final KeyValueStore<String, Fact> store;
  private final Map<String, Map<String, Fact>> facts = new HashMap<>();
  private final Map<String, Judge> judges = new HashMap<>();

  Library(KeyValueStore<String, Fact> store) {
    this.store = store;
  }

  /** Learns from the event; false when it tells nothing that was not known. */
  boolean learn(String product, AdvisoryEvent event) {
    String key = Keys.of(product, event.key());
    Map<String, Fact> known = facts(product);
    Fact before = known.get(key);
    Fact told = Fact.of(event);
    Fact after = before == null ? told : before.and(told);
    if (after.equals(before)) {
      return false;
    }
    store.put(key, after);
    known.put(key, after);
    judges.remove(product);
    return true;
  }

  /** A judge who knows all that is in force about the product. */
  Judge judge(ProductRules rules) {
    return judges.computeIfAbsent(
        rules.product(), product -> new Judge(rules, collect(facts(product).values())));
  }

  /** Whether a source took back what it had said of this vulnerability. */
  boolean withdrawn(String product, String vulnerability) {
    return facts(product).values().stream()
        .anyMatch(
            fact ->
                fact instanceof Fact.OfAdvisory a
                    && !a.inForce()
                    && a.published() != null
                    && a.published().advisory().vulnerability().equals(vulnerability));
  }

  private Map<String, Fact> facts(String product) {
    return facts.computeIfAbsent(product, this::load);
  }

  private Map<String, Fact> load(String product) {
    Map<String, Fact> loaded = new TreeMap<>();
    Stores.range(store, Keys.of(product)).forEach(entry -> loaded.put(entry.key, entry.value));
    return loaded;
  }

  private static Knowledge collect(Collection<Fact> facts) {
    List<Advisory> advisories = new ArrayList<>();
    Map<String, VulnerabilityMarked> marks = new HashMap<>();
    SortedMap<String, String> formerNames = new TreeMap<>();
    @Nullable LifecyclePublished lifecycle = null;
    for (Fact fact : facts) {
      switch (fact) {
        case Fact.OfAdvisory a when a.inForce() && a.published() != null -> {
          Advisory advisory = a.published().advisory();
          advisories.add(advisory);
          a.names().stream()
              .filter(name -> !name.equals(advisory.vulnerability()))
              .forEach(name -> formerNames.put(name, advisory.vulnerability()));
        }
        case Fact.OfAdvisory outOfForce -> {}
        case Fact.OfMark m -> marks.put(m.mark().vulnerability(), m.mark());
        case Fact.OfLifecycle l -> lifecycle = l.lifecycle();
      }
    }
    return new Knowledge(advisories, marks, lifecycle, formerNames);
  }
}
