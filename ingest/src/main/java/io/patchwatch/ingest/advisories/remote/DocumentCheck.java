package io.patchwatch.ingest.advisories.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.ingest.advisories.BadRecord;
import io.patchwatch.ingest.advisories.Json;
import io.patchwatch.ingest.advisories.Origin;
import io.patchwatch.ingest.advisories.Reading;
import io.patchwatch.ingest.advisories.feed.AdvisoryFiles;
import io.patchwatch.ingest.advisories.feed.BoundedFiles;
import io.patchwatch.ingest.advisories.feed.FeedName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a whole document (a list of many entries) can replace the one that is there. */
final class DocumentCheck {

  private final AdvisoryFiles files;
  private final Instant now;
  private long entries;
  private List<String> problems = List.of();

  DocumentCheck(AdvisoryFiles files, Instant now) {
    this.files = files;
    this.now = now;
  }

  /** Null: it can. */
  @Nullable Trouble judge(Look.Arrived arrived, long before, double maxShrink) {
    try {
      byte[] bytes = BoundedFiles.read(arrived.file(), arrived.name().endsWith(".gz"));
      Origin origin =
          new Origin(BoundedFiles.plainName(Path.of(arrived.name())), now, FeedName.COLLECTOR);
      Reading reading = files.read(bytes, origin);
      problems = reading.problems();
      entries = count(bytes, origin);
      return Guard.judge(before, entries, problems.size(), maxShrink);
    } catch (BadRecord e) {
      return Trouble.refused("unreadable", String.valueOf(e.getMessage()));
    }
  }

  /** Whether it is a JSON list without entries. */
  boolean isEmptyList(Path file) throws IOException {
    int most = 64;
    return Files.size(file) < most && Files.readString(file).strip().equals("[]");
  }

  private static long count(byte[] bytes, Origin origin) {
    if (origin.file().endsWith(".csv")) {
      return new String(bytes, StandardCharsets.UTF_8).lines().count() - 1;
    }
    JsonNode root = Json.parse(bytes, origin).node();
    return root.has("vulnerabilities")
        ? root.path("vulnerabilities").size()
        : root.isArray() ? root.size() : 1;
  }

  /** How many entries it has. */
  long entries() {
    return entries;
  }

  /** Entries that could not be used. */
  List<String> problems() {
    return problems;
  }
}
