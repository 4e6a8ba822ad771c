package io.patchwatch.streams.unpatched;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.patchwatch.events.Asset;
import io.patchwatch.events.ProbeFailed;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.SoftwareObserved;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that was seen of one product on one asset.
 *
 * @param product catalogue id, or what the collector said when the catalogue does not know it
 * @param bySource what each source says, by {@link io.patchwatch.events.Evidence#source()}
 * @param failures probes that failed since anything was seen, in a row
 * @param failing the newest of these failures
 * @param replacedBy product that was seen in its place; null while the asset runs this one
 * @param at time of the event that made it so
 */
record Sightings(
    Asset asset,
    String product,
    SortedMap<String, Testimony> bySource,
    int failures,
    @Nullable ProbeFailed failing,
    @Nullable String replacedBy,
    Instant at) {

  private static final int MOST_SOURCES = 20;

  Sightings {
    bySource =
        bySource == null
            ? new TreeMap<>()
            : Collections.unmodifiableSortedMap(new TreeMap<>(bySource));
  }

  static Sightings none(Asset asset, String product) {
    return new Sightings(asset, product, new TreeMap<>(), 0, null, null, Instant.EPOCH);
  }

  /** The newest observation of any source. */
  @JsonIgnore
  @Nullable SoftwareObserved newest() {
    SoftwareObserved newest = null;
    for (Testimony testimony : bySource.values()) {
      if (newest == null || Testimony.newer(testimony.latest(), newest)) {
        newest = testimony.latest();
      }
    }
    return newest;
  }

  /** What this event makes of it; the same when it tells nothing new. */
  Sightings after(SoftwareEvent event, Duration window) {
    return switch (event) {
      case SoftwareObserved seen -> afterObserved(seen, window);
      case ProbeFailed failed -> afterFailed(failed);
    };
  }

  private Sightings afterObserved(SoftwareObserved seen, Duration window) {
    Testimony known = bySource.get(seen.evidence().source());
    Testimony now = known == null ? Testimony.first(seen) : known.and(seen, window);
    boolean answered = failing == null || !failing.time().isAfter(seen.time());
    SoftwareObserved newest = newest();
    boolean news = newest == null || Testimony.newer(seen, newest);
    if (now.equals(known) && !news) {
      return this;
    }
    NavigableMap<String, Testimony> all = new TreeMap<>(bySource);
    all.put(seen.evidence().source(), now);
    return new Sightings(
        news ? seen.asset() : asset,
        product,
        bounded(all),
        answered ? 0 : failures,
        answered ? null : failing,
        news ? null : replacedBy,
        news ? seen.time() : at);
  }

  /** A stranger who invents sources must not grow the store. */
  private static NavigableMap<String, Testimony> bounded(NavigableMap<String, Testimony> all) {
    if (all.size() > MOST_SOURCES) {
      all.entrySet().stream()
          .min(Comparator.comparing(entry -> entry.getValue().latest().time()))
          .map(Map.Entry::getKey)
          .ifPresent(all::remove);
    }
    return all;
  }

  private Sightings afterFailed(ProbeFailed failed) {
    SoftwareObserved newest = newest();
    boolean late =
        (newest != null && !failed.time().isAfter(newest.time()))
            || (failing != null && !failed.time().isAfter(failing.time()));
    return late
        ? this
        : new Sightings(
            failed.asset(), product, bySource, failures + 1, failed, replacedBy, failed.time());
  }

  Sightings replacedBy(String other, Instant time) {
    return new Sightings(asset, product, bySource, failures, failing, other, time);
  }
}
