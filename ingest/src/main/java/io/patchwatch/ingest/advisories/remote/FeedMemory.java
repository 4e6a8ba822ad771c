package io.patchwatch.ingest.advisories.remote;

import io.patchwatch.ingest.advisories.fetch.Validators;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a feed between two looks and over a restart.
 *
 * @param lastGood when it was last found good; null: never
 * @param validators of each document that was accepted
 * @param seen how many records each document had when it was accepted, also those that do not
 *     concern us
 * @param watermark how far an incremental source has been read
 * @param records how many records are kept
 * @param catalogue which catalogue the records were chosen for
 */
record FeedMemory(
    @Nullable Instant lastGood,
    Map<String, Validators> validators,
    Map<String, Long> seen,
    @Nullable String watermark,
    long records,
    String catalogue) {

  FeedMemory {
    validators = validators == null ? Map.of() : Map.copyOf(validators);
    seen = seen == null ? Map.of() : Map.copyOf(seen);
    catalogue = catalogue == null ? "" : catalogue;
  }

  static FeedMemory nothing(String catalogue) {
    return new FeedMemory(null, Map.of(), Map.of(), null, 0, catalogue);
  }

  /** With another catalogue other records matter: everything has to be read again. */
  FeedMemory under(String current) {
    return catalogue.equals(current)
        ? this
        : new FeedMemory(lastGood, Map.of(), seen, null, records, current);
  }

  FeedMemory goodAt(Instant now, @Nullable String mark) {
    return new FeedMemory(now, validators, seen, mark, records, catalogue);
  }

  FeedMemory accepted(String document, Validators given, long count) {
    Map<String, Validators> newer = new HashMap<>(validators);
    newer.put(document, given);
    Map<String, Long> counts = new HashMap<>(seen);
    counts.put(document, count);
    return new FeedMemory(lastGood, newer, counts, watermark, records, catalogue);
  }

  FeedMemory holding(long kept) {
    return new FeedMemory(lastGood, validators, seen, watermark, kept, catalogue);
  }
}
