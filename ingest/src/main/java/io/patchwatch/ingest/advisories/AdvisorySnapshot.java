package io.patchwatch.ingest.advisories;

import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The advisories that are built in, for a start without a network. See {@code docs/advisories.md}
 * for what is in it and how it is built. Immutable.
 */
public final class AdvisorySnapshot {

  /** The resource: a header line and then one event a line, gzip. */
  static final String RESOURCE = "snapshot.ndjson.gz";

  private final Header header;
  private final List<AdvisoryEvent> events;

  private AdvisorySnapshot(Header header, List<AdvisoryEvent> events) {
    this.header = header;
    this.events = List.copyOf(events);
  }

  /** Reads the built-in snapshot; each call reads it anew. */
  public static AdvisorySnapshot bundled() {
    try (InputStream in = AdvisorySnapshot.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the advisory snapshot is not in this build");
      }
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the built-in advisory snapshot cannot be read", e);
    }
  }

  private static AdvisorySnapshot read(InputStream in) throws IOException {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      Header header = Wire.json().readValue(lines.readLine(), Header.class);
      List<AdvisoryEvent> events = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        events.add(Wire.decode(line.getBytes(StandardCharsets.UTF_8), AdvisoryEvent.class));
      }
      return new AdvisorySnapshot(header, events);
    }
  }

  /** The date of the data; nothing published later is in it. */
  public Instant asOf() {
    return header.asOf();
  }

  /** Where the data comes from, with licences. */
  public List<Source> sources() {
    return header.sources();
  }

  /** All events, advisories first. */
  public List<AdvisoryEvent> events() {
    return events;
  }

  /** How many advisories there are for each product, by catalogue id. */
  public SortedMap<String, Long> advisoriesByProduct() {
    Map<String, Long> counts =
        events.stream()
            .filter(AdvisoryPublished.class::isInstance)
            .collect(Collectors.groupingBy(AdvisoryEvent::product, Collectors.counting()));
    return new TreeMap<>(counts);
  }

  /** First line of the resource. */
  record Header(Instant asOf, List<Source> sources) {
    Header {
      sources = List.copyOf(sources);
    }
  }

  /**
   * One source of the snapshot.
   *
   * @param file file name of its records in {@code ingest/data/advisories}
   * @param name what it is
   * @param licence under which terms it may be given on
   * @param attribution who is to be named
   * @param revision commit or catalogue version that was taken
   * @param asOf date of that revision's data
   */
  public record Source(
      String file,
      String name,
      String licence,
      String attribution,
      String revision,
      Instant asOf) {}
}
