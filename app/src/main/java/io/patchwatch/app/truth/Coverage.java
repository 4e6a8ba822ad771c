package io.patchwatch.app.truth;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.LifecyclePublished;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.streams.version.UnreadableVersionException;
import io.patchwatch.streams.version.VersionScheme;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one product, before any question is asked.
 *
 * @param product catalogue id
 * @param declared how complete the catalogue calls its sources: {@code full}, {@code partial},
 *     {@code none}
 * @param records advisory records by source
 * @param vulnerabilities how many distinct ones
 * @param decidable how many of these have a range that can be compared in at least one record
 * @param newest when the newest record was published; null: none says so
 * @param cycles release cycles with support dates
 * @param lifecycleAsOf date of these; null: there are none
 */
public record Coverage(
    String product,
    String declared,
    SortedMap<String, Long> records,
    int vulnerabilities,
    int decidable,
    @Nullable LocalDate newest,
    int cycles,
    @Nullable LocalDate lifecycleAsOf) {

  static Coverage of(Product product, List<AdvisoryEvent> events) {
    List<Advisory> advisories =
        events.stream()
            .filter(AdvisoryPublished.class::isInstance)
            .map(event -> ((AdvisoryPublished) event).advisory())
            .filter(advisory -> advisory.product().equals(product.id()))
            .toList();
    LifecyclePublished lifecycle = lifecycle(product, events);
    VersionScheme scheme = VersionScheme.of(product.versions().scheme());
    Set<String> decidable = new HashSet<>();
    for (Advisory advisory : advisories) {
      if (advisory.affected().stream().anyMatch(range -> comparable(range, scheme))) {
        decidable.add(advisory.vulnerability());
      }
    }
    return new Coverage(
        product.id(),
        product.advisories().coverage().name().toLowerCase(Locale.ROOT),
        advisories.stream()
            .collect(Collectors.groupingBy(Advisory::source, TreeMap::new, Collectors.counting())),
        (int) advisories.stream().map(Advisory::vulnerability).distinct().count(),
        decidable.size(),
        newest(advisories),
        lifecycle == null ? 0 : lifecycle.cycles().size(),
        lifecycle == null ? null : day(lifecycle.asOf()));
  }

  /** All records. */
  public long total() {
    return records.values().stream().mapToLong(Long::longValue).sum();
  }

  private static @Nullable LocalDate newest(List<Advisory> advisories) {
    return advisories.stream()
        .map(Advisory::published)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .map(Coverage::day)
        .orElse(null);
  }

  private static @Nullable LifecyclePublished lifecycle(
      Product product, List<AdvisoryEvent> events) {
    return events.stream()
        .filter(LifecyclePublished.class::isInstance)
        .map(LifecyclePublished.class::cast)
        .filter(event -> event.product().equals(product.id()))
        .findFirst()
        .orElse(null);
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  private static boolean comparable(AffectedRange range, VersionScheme scheme) {
    List<String> bounds =
        Stream.of(range.introduced(), range.fixed(), range.lastAffected(), range.exactly())
            .filter(Objects::nonNull)
            .toList();
    return range.undecidable() == null && bounds.stream().allMatch(text -> reads(scheme, text));
  }

  private static boolean reads(VersionScheme scheme, String text) {
    try {
      scheme.parse(text);
      return true;
    } catch (UnreadableVersionException e) {
      return false;
    }
  }
}
