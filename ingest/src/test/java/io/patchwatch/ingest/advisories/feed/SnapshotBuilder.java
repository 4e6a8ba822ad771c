package io.patchwatch.ingest.advisories.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.advisories.Marks;
import io.patchwatch.ingest.advisories.Origin;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the built-in snapshot from {@code ingest/data/advisories}; the same in, the same out. */
final class SnapshotBuilder {

  private final Path directory;
  private final AdvisoryFiles files =
      new AdvisoryFiles(new ProductIndex(Catalogue.builtIn().all()));
  private final Marks marks = new Marks("snapshot");
  private final SortedMap<String, AdvisoryEvent> events = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  SnapshotBuilder(Path directory) {
    this.directory = directory;
  }

  /** The snapshot's lines, before compression. */
  byte[] build() throws IOException {
    JsonNode sources = Wire.json().readTree(directory.resolve("sources.json").toFile());
    Instant newest = Instant.EPOCH;
    for (JsonNode source : sources) {
      Instant asOf = Instant.parse(source.path("asOf").textValue());
      newest = asOf.isAfter(newest) ? asOf : newest;
      read(source.path("file").textValue(), asOf);
    }
    if (!problems.isEmpty()) {
      throw new IOException("the snapshot's own data has problems: " + problems);
    }
    ObjectNode header = Wire.json().createObjectNode().put("asOf", newest.toString());
    header.set("sources", sources);
    return lines(header);
  }

  private void read(String file, Instant asOf) throws IOException {
    Reading reading =
        files.read(Files.readAllBytes(directory.resolve(file)), new Origin(file, asOf, "snapshot"));
    reading.events().forEach(event -> events.put(event.key(), event));
    marks.join(reading).forEach(event -> events.put(event.key(), event));
    problems.addAll(reading.problems());
  }

  private byte[] lines(ObjectNode header) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(header.toString().getBytes(StandardCharsets.UTF_8));
    for (AdvisoryEvent event : events.values()) {
      out.write('\n');
      out.write(Wire.encode(event));
    }
    return out.toByteArray();
  }
}
