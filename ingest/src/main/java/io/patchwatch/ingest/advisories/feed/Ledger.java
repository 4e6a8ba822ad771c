package io.patchwatch.ingest.advisories.feed;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.ingest.advisories.Marks;
import io.patchwatch.ingest.advisories.Origin;
import io.patchwatch.ingest.advisories.Publications;
import io.patchwatch.ingest.advisories.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Remembers what one run has published, so that nothing is published twice and a rejected CVE
 * withdraws exactly what was published of it. Thread-safe.
 */
public final class Ledger {

  private final Set<String> published = new HashSet<>();
  private final Map<String, Map<String, Advisory>> cveRecords = new HashMap<>();
  private final Marks marks;

  /**
   * Starts with what is published already.
   *
   * @param collector name for marks, as in {@link io.patchwatch.events.Event#collector()}
   */
  public Ledger(String collector, Collection<AdvisoryEvent> known) {
    marks = new Marks(collector);
    known.forEach(this::remember);
    known.forEach(marks::know);
  }

  /** What of a reading is news. */
  public synchronized List<AdvisoryEvent> news(Reading reading, Origin origin) {
    List<AdvisoryEvent> events = new ArrayList<>(reading.events());
    events.addAll(marks.join(reading));
    reading.rejections().forEach(rejection -> events.addAll(withdrawals(rejection, origin)));
    return events.stream().filter(this::remember).toList();
  }

  private boolean remember(AdvisoryEvent event) {
    if (event instanceof AdvisoryPublished said && isOfCve(said.advisory())) {
      cveRecords
          .computeIfAbsent(said.advisory().vulnerability(), cve -> new LinkedHashMap<>())
          .put(said.key(), said.advisory());
    }
    return published.add(event.id());
  }

  private List<AdvisoryEvent> withdrawals(Reading.Rejection rejection, Origin origin) {
    List<AdvisoryEvent> withdrawals = new ArrayList<>();
    for (Advisory advisory :
        cveRecords.getOrDefault(rejection.vulnerability(), Map.of()).values()) {
      withdrawals.add(
          Publications.withdrawn(
              origin, advisory.product(), advisory.id(), rejection.at(), advisory.modified()));
    }
    return withdrawals;
  }

  /** Other databases decide for themselves whether to withdraw what a rejected CVE said. */
  private static boolean isOfCve(Advisory advisory) {
    return advisory.source().startsWith("cve5:") || advisory.source().equals("nvd");
  }
}
