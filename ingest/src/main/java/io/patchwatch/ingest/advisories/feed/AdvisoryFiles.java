package io.patchwatch.ingest.advisories.feed;

import io.patchwatch.ingest.advisories.BadRecord;
import io.patchwatch.ingest.advisories.Doc;
import io.patchwatch.ingest.advisories.Json;
import io.patchwatch.ingest.advisories.Origin;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.Reading;
import io.patchwatch.ingest.advisories.RecordFormat;
import io.patchwatch.ingest.advisories.cve.CveFormat;
import io.patchwatch.ingest.advisories.cve.EnrichmentFormat;
import io.patchwatch.ingest.advisories.kev.EpssScores;
import io.patchwatch.ingest.advisories.kev.KevFormat;
import io.patchwatch.ingest.advisories.lifecycle.LifecycleFormat;
import io.patchwatch.ingest.advisories.nvd.NvdFormat;
import io.patchwatch.ingest.advisories.osv.OsvFormat;
import io.patchwatch.ingest.advisories.vendor.GithubReleasesFormat;
import io.patchwatch.ingest.advisories.vendor.MattermostFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a file of any format that PatchWatch knows, told by its content. Pure. */
public final class AdvisoryFiles {

  private static final List<RecordFormat> FORMATS =
      List.of(
          new OsvFormat(),
          new CveFormat(),
          new EnrichmentFormat(),
          new NvdFormat(),
          new KevFormat(),
          new LifecycleFormat(),
          new MattermostFormat(),
          new GithubReleasesFormat());

  private final ProductIndex products;

  public AdvisoryFiles(ProductIndex products) {
    this.products = products;
  }

  /**
   * Reads one document: JSON, one JSON record a line ({@code .ndjson}) or EPSS scores ({@code
   * .csv}).
   *
   * @throws BadRecord if nothing of it can be used; parts that cannot are {@link
   *     Reading#problems()}
   */
  public Reading read(byte[] bytes, Origin origin) {
    if (origin.file().endsWith(".ndjson")) {
      return lines(bytes, origin);
    }
    return origin.file().endsWith(".csv")
        ? EpssScores.read(bytes, origin)
        : read(Json.parse(bytes, origin));
  }

  /**
   * Reads a document that is parsed already.
   *
   * @throws BadRecord if nothing of it can be used
   */
  public Reading read(Doc document) {
    for (RecordFormat format : FORMATS) {
      if (format.recognises(document)) {
        return checked(format, document);
      }
    }
    throw document.bad(
        "is no OSV, CVE 5, NVD, CISA KEV, endoflife.date, Mattermost or GitHub releases document;"
            + " remove it from the directory");
  }

  private Reading checked(RecordFormat format, Doc document) {
    try {
      return format.read(document, products);
    } catch (IllegalArgumentException e) {
      // The contract's records check their own fields: a record that they refuse is a bad record.
      throw document.bad(String.valueOf(e.getMessage()));
    }
  }

  private Reading lines(byte[] bytes, Origin origin) {
    List<Reading> readings = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
      number++;
      Origin place =
          new Origin(origin.file() + " line " + number, origin.asOf(), origin.collector());
      try {
        readings.add(read(Json.parse(line.getBytes(StandardCharsets.UTF_8), place)));
      } catch (BadRecord e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return merged(readings, problems);
  }

  private static Reading merged(List<Reading> readings, List<String> problems) {
    readings.forEach(reading -> problems.addAll(reading.problems()));
    return new Reading(
        readings.stream().flatMap(reading -> reading.events().stream()).toList(),
        readings.stream().flatMap(reading -> reading.marks().stream()).toList(),
        readings.stream().flatMap(reading -> reading.rejections().stream()).toList(),
        problems);
  }
}
