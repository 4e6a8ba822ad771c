package io.patchwatch.ingest.advisories;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.AdvisoryWithdrawn;
import io.patchwatch.events.Fingerprints;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Makes events of what a record says; the same record always becomes the same event. */
public final class Publications {

  private static final int MAX_REFERENCES = 20;
  private static final int MAX_URL = 1_000;

  private Publications() {}

  /** An advisory as its source publishes it now. */
  public static AdvisoryPublished published(Origin origin, Advisory advisory) {
    String id = Fingerprints.of("advisory-published", advisory.toString());
    return new AdvisoryPublished(id, advisory.modified(), origin.collector(), advisory);
  }

  /**
   * A record that its source took back.
   *
   * @param withdrawn when the source says so
   * @param modified the record's own last change; a withdrawal is never older than that, or it
   *     would lose against the record that it withdraws
   */
  public static AdvisoryWithdrawn withdrawn(
      Origin origin, String product, String advisory, Instant withdrawn, Instant modified) {
    Instant at = withdrawn.isBefore(modified) ? modified : withdrawn;
    return new AdvisoryWithdrawn(
        Fingerprints.of("advisory-withdrawn", product, advisory, at.toString()),
        at,
        origin.collector(),
        product,
        advisory,
        at,
        "withdrawn by its source on " + withdrawn);
  }

  /** References worth showing: web addresses, the record's own page first, no duplicates. */
  public static List<String> references(String own, Collection<String> urls) {
    return Stream.concat(Stream.of(own), urls.stream())
        .filter(url -> url.length() <= MAX_URL)
        .filter(url -> url.startsWith("https://") || url.startsWith("http://"))
        .distinct()
        .limit(MAX_REFERENCES)
        .toList();
  }
}
