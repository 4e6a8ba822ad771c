package io.patchwatch.alerting.incidents;

import io.patchwatch.alerting.routing.Matcher;
import io.patchwatch.events.SilenceCommand;
import io.patchwatch.events.SilenceExpired;
import io.patchwatch.events.SilenceSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The silences and maintenance windows; every task has all of them. */
final class Silences {

  private static final Logger LOG = LoggerFactory.getLogger(Silences.class);
  private static final int MOST = 1000;

  private record Parsed(SilenceSet it, List<Matcher> matchers) {
    boolean holds(Instant now) {
      return !now.isBefore(it.startsAt()) && now.isBefore(it.endsAt());
    }

    boolean matches(Map<String, String> labels) {
      return matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }
  }

  private final KeyValueStore<String, SilenceSet> store;
  private final Map<String, Parsed> parsed = new HashMap<>();

  Silences(KeyValueStore<String, SilenceSet> store) {
    this.store = store;
  }

  /** Takes what the store was restored with. */
  void load() {
    try (KeyValueIterator<String, SilenceSet> all = store.all()) {
      all.forEachRemaining(entry -> keep(entry.value));
    }
  }

  void obey(SilenceCommand command, Instant now) {
    switch (command) {
      case SilenceSet set -> set(set, now);
      case SilenceExpired end -> drop(end.silence());
    }
  }

  private void set(SilenceSet set, Instant now) {
    boolean full = parsed.size() >= MOST && !parsed.containsKey(set.silence());
    if (!set.endsAt().isAfter(now)) {
      drop(set.silence());
    } else if (full) {
      LOG.error("Silence {} is refused: there are {}; let some end", set.silence(), MOST);
    } else if (keep(set)) {
      store.put(set.silence(), set);
    }
  }

  private boolean keep(SilenceSet set) {
    try {
      parsed.put(
          set.silence(), new Parsed(set, set.matchers().stream().map(Matcher::parse).toList()));
      return true;
    } catch (IllegalArgumentException e) {
      LOG.error("Silence {} is refused: {}", set.silence(), e.getMessage());
      return false;
    }
  }

  private void drop(String id) {
    parsed.remove(id);
    store.delete(id);
  }

  /** Forgets those that are over. */
  void tidy(Instant now) {
    List<String> over =
        parsed.values().stream()
            .filter(each -> !now.isBefore(each.it.endsAt()))
            .map(each -> each.it.silence())
            .toList();
    over.forEach(this::drop);
  }

  boolean any() {
    return !parsed.isEmpty();
  }

  /** When the next one begins or ends; null: none will. */
  @Nullable Instant nextChange(Instant now) {
    return parsed.values().stream()
        .flatMap(each -> Stream.of(each.it.startsAt(), each.it.endsAt()))
        .filter(at -> at.isAfter(now))
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** Why findings with these labels page nobody; null: they do. */
  @Nullable String reason(Map<String, String> labels, Instant now) {
    return parsed.values().stream()
        .filter(each -> each.holds(now) && each.matches(labels))
        .map(Parsed::it)
        .min((a, b) -> a.silence().compareTo(b.silence()))
        .map(Silences::reason)
        .orElse(null);
  }

  private static String reason(SilenceSet it) {
    return it.kind().label()
        + " "
        + it.silence()
        + " by "
        + it.by()
        + " until "
        + it.endsAt()
        + ": "
        + it.comment();
  }
}
