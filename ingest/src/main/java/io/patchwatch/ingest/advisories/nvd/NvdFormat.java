package io.patchwatch.ingest.advisories.nvd;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.BadRecord;
import io.patchwatch.ingest.advisories.Doc;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.Publications;
import io.patchwatch.ingest.advisories.Rating;
import io.patchwatch.ingest.advisories.Reading;
import io.patchwatch.ingest.advisories.RecordFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * NVD's API 2.0 answers, and the overlays of anchore/nvd-data-overrides, which hold the same {@code
 * configurations} for CVEs that NVD has not analysed.
 *
 * @see <a href="https://nvd.nist.gov/developers/vulnerabilities">NVD API 2.0</a>
 */
public final class NvdFormat implements RecordFormat {

  @Override
  public boolean recognises(Doc document) {
    boolean answer = document.has("resultsPerPage") && document.has("vulnerabilities");
    return answer || isOverlay(document);
  }

  @Override
  public Reading read(Doc document, ProductIndex products) {
    if (isOverlay(document)) {
      return Reading.of(events(NvdRecord.overlay(document), products));
    }
    List<AdvisoryEvent> events = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Doc item : document.each("vulnerabilities")) {
      try {
        events.addAll(events(NvdRecord.answer(item.at("cve")), products));
      } catch (BadRecord e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return new Reading(events, List.of(), List.of(), problems);
  }

  private static List<AdvisoryEvent> events(NvdRecord record, ProductIndex products) {
    List<AdvisoryEvent> events = new ArrayList<>();
    for (Map.Entry<Product, List<CpeMatch>> claim : record.claims(products).entrySet()) {
      Advisory advisory = advisory(record, claim.getKey(), claim.getValue());
      events.add(Publications.published(record.configurations().origin(), advisory));
    }
    return events;
  }

  private static Advisory advisory(NvdRecord record, Product product, List<CpeMatch> matches) {
    Rating rating = Rating.of(record.vectors(), null);
    CpeRanges ranges = CpeRanges.of(record, matches);
    return new Advisory(
        record.id() + "@nvd",
        record.id(),
        List.of(),
        product.id(),
        "nvd",
        record.text(),
        rating.severity(),
        rating.score(),
        rating.vector(),
        ranges.affected(product.versions()),
        ranges.unaffected(),
        Publications.references(
            "https://nvd.nist.gov/vuln/detail/" + record.id(), record.references()),
        record.published(),
        record.modified());
  }

  private static boolean isOverlay(Doc document) {
    return document.has("_annotation") && document.at("cve").has("configurations");
  }
}
