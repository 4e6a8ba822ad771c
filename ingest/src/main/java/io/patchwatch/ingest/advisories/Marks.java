package io.patchwatch.ingest.advisories;

import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.VulnerabilityMarked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Joins KEV and EPSS, which know no products, with the products whose advisories name the same
 * vulnerability, whichever arrives last. Not thread-safe.
 */
public final class Marks {

  private final String collector;
  private final Map<String, Set<String>> products = new HashMap<>();
  private final Map<String, ListedMark> exploited = new HashMap<>();
  private final Map<String, ListedMark> scored = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  /**
   * Starts with nothing known.
   *
   * @param collector name for the events, as in {@link io.patchwatch.events.Event#collector()}
   */
  public Marks(String collector) {
    this.collector = collector;
  }

  /** Takes over what is already published, so that a later list adds to it. */
  public void know(AdvisoryEvent event) {
    if (event instanceof AdvisoryPublished published) {
      products
          .computeIfAbsent(published.advisory().vulnerability(), cve -> new TreeSet<>())
          .add(published.product());
    } else if (event instanceof VulnerabilityMarked mark) {
      told.add(mark.id());
      take(
          new ListedMark(
              mark.vulnerability(),
              mark.exploitedSince(),
              mark.exploitedDue(),
              mark.ransomware(),
              mark.epss(),
              mark.asOf()));
    }
  }

  /** The events that follow from a reading: marks that are new or changed. */
  public List<VulnerabilityMarked> join(Reading reading) {
    Set<String> touched = new TreeSet<>();
    for (AdvisoryEvent event : reading.events()) {
      know(event);
      if (event instanceof AdvisoryPublished published) {
        touched.add(published.advisory().vulnerability());
      }
    }
    for (ListedMark mark : reading.marks()) {
      take(mark);
      touched.add(mark.vulnerability());
    }
    return news(touched);
  }

  private void take(ListedMark mark) {
    if (mark.exploited()) {
      exploited.merge(mark.vulnerability(), mark, Marks::newer);
    }
    if (mark.epss() != null) {
      scored.merge(mark.vulnerability(), mark, Marks::newer);
    }
  }

  private List<VulnerabilityMarked> news(Set<String> vulnerabilities) {
    List<VulnerabilityMarked> news = new ArrayList<>();
    for (String vulnerability : vulnerabilities) {
      for (String product : products.getOrDefault(vulnerability, Set.of())) {
        VulnerabilityMarked mark = mark(product, vulnerability);
        if (mark != null && told.add(mark.id())) {
          news.add(mark);
        }
      }
    }
    return news;
  }

  private @Nullable VulnerabilityMarked mark(String product, String vulnerability) {
    ListedMark kev = exploited.get(vulnerability);
    ListedMark epss = scored.get(vulnerability);
    if (epss == null) {
      return kev == null ? null : event(product, kev, null, kev.asOf());
    }
    if (kev == null) {
      return event(product, epss, epss.epss(), epss.asOf());
    }
    Instant newer = epss.asOf().isAfter(kev.asOf()) ? epss.asOf() : kev.asOf();
    return event(product, kev, epss.epss(), newer);
  }

  private VulnerabilityMarked event(
      String product, ListedMark mark, @Nullable Double score, Instant asOf) {
    String says = mark.exploitedSince() + "/" + mark.exploitedDue() + "/" + mark.ransomware();
    return new VulnerabilityMarked(
        Fingerprints.of("mark", product, mark.vulnerability(), says, score + "/" + asOf),
        asOf,
        collector,
        product,
        mark.vulnerability(),
        mark.exploitedSince(),
        mark.exploitedDue(),
        mark.ransomware(),
        score,
        asOf);
  }

  private static ListedMark newer(ListedMark old, ListedMark candidate) {
    return candidate.asOf().isBefore(old.asOf()) ? old : candidate;
  }
}
