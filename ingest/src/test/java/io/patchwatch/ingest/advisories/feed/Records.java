package io.patchwatch.ingest.advisories.feed;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.advisories.Origin;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Real published records, out of the data that the snapshot is built from. */
final class Records {

  static final Instant AS_OF = Instant.parse("2026-08-22T00:00:00Z");
  static final ProductIndex PRODUCTS = new ProductIndex(Catalogue.builtIn().all());

  private static final Path DATA = Path.of("data/advisories");
  private static final AdvisoryFiles FILES = new AdvisoryFiles(PRODUCTS);

  private Records() {}

  /** The record with this id, as JSON. */
  static String text(String file, String id) {
    try {
      return Files.readAllLines(DATA.resolve(file)).stream()
          .filter(line -> line.contains("\"" + id + "\""))
          .findFirst()
          .orElseThrow(() -> new AssertionError(id + " is not in " + file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Reading read(String file, String id) {
    return parse(text(file, id));
  }

  static Reading parse(String json) {
    return parse("record.json", json);
  }

  static Reading parse(String name, String text) {
    return FILES.read(text.getBytes(StandardCharsets.UTF_8), new Origin(name, AS_OF, "test"));
  }

  static List<Advisory> advisories(Reading reading) {
    return reading.events().stream()
        .filter(AdvisoryPublished.class::isInstance)
        .map(event -> ((AdvisoryPublished) event).advisory())
        .toList();
  }

  static Advisory advisory(String file, String id) {
    return advisories(read(file, id)).getFirst();
  }

  /** The affected ranges as text. */
  static List<String> ranges(String file, String id) {
    return ranges(advisory(file, id));
  }

  static List<String> ranges(Advisory advisory) {
    return advisory.affected().stream().map(AffectedRange::text).toList();
  }

  static List<String> products(Reading reading) {
    return reading.events().stream().map(AdvisoryEvent::product).distinct().toList();
  }
}
