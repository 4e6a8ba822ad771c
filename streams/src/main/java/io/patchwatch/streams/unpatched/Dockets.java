package io.patchwatch.streams.unpatched;

import io.patchwatch.streams.wiring.Keys;
import io.patchwatch.streams.wiring.Stores;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The releases that are known here: what was told of each (kept in a store), and the judgement that
 * it was told from (kept in memory; made again when this process starts).
 */
final class Dockets {

  private final KeyValueStore<String, Docket> store;
  private final Map<Release, Judgement> judgements = new HashMap<>();

  Dockets(KeyValueStore<String, Docket> store) {
    this.store = store;
  }

  /** The docket of the release; a new one that tells nothing when it was not seen before. */
  Docket open(Release release, Instant now) {
    Docket docket = store.get(release.key());
    return docket == null ? Docket.fresh(release, now) : docket;
  }

  @Nullable Judgement judgement(Release release) {
    return judgements.get(release);
  }

  void keep(Docket docket, Judgement judgement) {
    String key = docket.release().key();
    if (!docket.equals(store.get(key))) {
      store.put(key, docket);
    }
    judgements.put(docket.release(), judgement);
  }

  void drop(Release release) {
    store.delete(release.key());
    judgements.remove(release);
  }

  List<Docket> of(String product) {
    return Stores.range(store, Keys.of(product)).stream().map(entry -> entry.value).toList();
  }

  /** Products of which any release is known here. */
  Collection<String> products() {
    Collection<String> products = new TreeSet<>();
    try (KeyValueIterator<String, Docket> all = store.all()) {
      all.forEachRemaining(entry -> products.add(entry.value.release().product()));
    }
    return products;
  }
}
