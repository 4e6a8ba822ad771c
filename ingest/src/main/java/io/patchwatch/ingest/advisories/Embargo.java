package io.patchwatch.ingest.advisories;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Fingerprints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Security releases that came before their CVEs. On day 0 the release stands in for them, under an
 * id of its own; when records appear whose fix is that release, the same record is published again
 * under the first of their CVEs, so that it is one vulnerability and not two. Not thread-safe.
 */
public final class Embargo {

  /** Source of such advisories. */
  public static final String SOURCE = "github-release";

  private final Map<String, Advisory> waiting = new HashMap<>();
  private final Map<String, SortedMap<String, Instant>> fixedBy = new HashMap<>();

  /** Id of what a release fixes, as long as nothing else names it. */
  public static String id(String product, String version) {
    return "release:" + product + "/" + version;
  }

  /** The events that follow from this one: releases that got their CVE. */
  public List<AdvisoryEvent> after(AdvisoryEvent event) {
    if (!(event instanceof AdvisoryPublished published)) {
      return List.of();
    }
    Advisory advisory = published.advisory();
    if (advisory.source().equals(SOURCE)) {
      return arrived(published);
    }
    List<AdvisoryEvent> named = new ArrayList<>();
    if (advisory.vulnerability().startsWith("CVE-") && advisory.distribution() == null) {
      for (AffectedRange range : advisory.affected()) {
        named.addAll(fixed(published, range.fixed()));
      }
    }
    return named;
  }

  private List<AdvisoryEvent> arrived(AdvisoryPublished release) {
    Advisory advisory = release.advisory();
    if (!advisory.vulnerability().equals(advisory.id())) {
      return List.of(); // its notes name the CVEs themselves
    }
    waiting.put(advisory.id(), advisory);
    SortedMap<String, Instant> known = fixedBy.get(advisory.id());
    return known == null ? List.of() : List.of(named(release.collector(), advisory, known));
  }

  private List<AdvisoryEvent> fixed(AdvisoryPublished published, @Nullable String version) {
    if (version == null) {
      return List.of();
    }
    Advisory advisory = published.advisory();
    String id = id(advisory.product(), version);
    SortedMap<String, Instant> known = fixedBy.computeIfAbsent(id, key -> new TreeMap<>());
    boolean first = known.isEmpty();
    known.putIfAbsent(advisory.vulnerability(), advisory.modified());
    Advisory release = waiting.get(id);
    return first && release != null
        ? List.of(named(published.collector(), release, known))
        : List.of();
  }

  private static AdvisoryPublished named(
      String collector, Advisory release, SortedMap<String, Instant> cves) {
    String cve = cves.firstKey();
    Instant said = Objects.requireNonNull(cves.get(cve));
    Instant newer = release.modified().plusMillis(1);
    Instant at = said.isAfter(newer) ? said : newer;
    Advisory named =
        new Advisory(
            release.id(),
            cve,
            List.of(release.id()),
            release.product(),
            release.source(),
            release.summary().replace("details embargoed", "now known as " + cve),
            release.severity(),
            release.cvss(),
            release.cvssVector(),
            release.affected(),
            release.unaffected(),
            release.references(),
            release.published(),
            at);
    return new AdvisoryPublished(
        Fingerprints.of("advisory-published", named.toString()), at, collector, named);
  }
}
