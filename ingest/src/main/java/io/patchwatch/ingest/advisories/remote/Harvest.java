package io.patchwatch.ingest.advisories.remote;

import io.patchwatch.ingest.advisories.BadRecord;
import io.patchwatch.ingest.advisories.Doc;
import io.patchwatch.ingest.advisories.Json;
import io.patchwatch.ingest.advisories.Origin;
import io.patchwatch.ingest.advisories.Reading;
import io.patchwatch.ingest.advisories.feed.AdvisoryFiles;
import io.patchwatch.ingest.advisories.feed.FeedName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads records one by one and keeps those that concern a product of the catalogue. */
final class Harvest {

  private static final int MOST_EXAMPLES = 5;

  private final AdvisoryFiles files;
  private final Instant asOf;
  private final Map<String, String> kept = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private long seen;
  private long unreadable;

  Harvest(AdvisoryFiles files, Instant asOf) {
    this.files = files;
    this.asOf = asOf;
  }

  /** Takes one record. One that cannot be read is counted. */
  void record(String name, byte[] bytes) {
    seen++;
    Origin origin = new Origin(name, asOf, FeedName.COLLECTOR);
    try {
      Doc document = Json.parse(bytes, origin);
      Reading reading = files.read(document);
      if (concerns(reading)) {
        kept.put(RecordId.of(document.node()), document.node().toString());
      }
      reading.problems().forEach(this::problem);
    } catch (BadRecord e) {
      unreadable++;
      problem(String.valueOf(e.getMessage()));
    }
  }

  private void problem(String what) {
    if (problems.size() < MOST_EXAMPLES) {
      problems.add(what);
    }
  }

  /** A rejected CVE names no product any more: it matters when its record was kept before. */
  private static boolean concerns(Reading reading) {
    return !reading.events().isEmpty() || !reading.rejections().isEmpty();
  }

  long seen() {
    return seen;
  }

  long unreadable() {
    return unreadable;
  }

  /** By id, each one line of JSON. */
  Map<String, String> kept() {
    return kept;
  }

  /** Some examples of what could not be used. */
  List<String> problems() {
    return problems;
  }
}
