package io.patchwatch.ingest.advisories.cve;

import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.ingest.advisories.Doc;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.Reading;
import io.patchwatch.ingest.advisories.RecordFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * CVE records, JSON 5. The CNA's container and each ADP's become advisories of their own ({@code
 * cve5:CNA}, {@code cve5:ADP}). An ADP is heard only about a product that the CNA means too or left
 * open ({@code n/a}): it may name the server for a bug of the mobile client.
 *
 * @see <a href="https://github.com/CVEProject/cve-schema">CVE record format</a>
 */
public final class CveFormat implements RecordFormat {

  @Override
  public boolean recognises(Doc document) {
    return "CVE_RECORD".equals(document.node().path("dataType").asText());
  }

  @Override
  public Reading read(Doc document, ProductIndex products) {
    CveRecord record = new CveRecord(document);
    if (record.isRejected()) {
      Instant at = record.rejected();
      return new Reading(
          List.of(), List.of(), List.of(new Reading.Rejection(record.id(), at)), List.of());
    }
    return Reading.of(events(record, products));
  }

  static List<AdvisoryEvent> events(CveRecord record, ProductIndex products) {
    Container cna = record.cna();
    Claims vendors = Claims.of(cna, products, record.subject());
    List<AdvisoryEvent> events = new ArrayList<>(vendors.events(record, cna));
    for (Container adp : record.adps()) {
      Claims claims = Claims.of(adp, products, record.subject());
      Claims heard = cna.isAnonymous() ? claims : claims.only(vendors.products());
      events.addAll(heard.events(record, adp));
      if (cna.isAnonymous() && !cna.affected().isEmpty()) {
        events.addAll(heard.withoutVersions().events(record, cna));
      }
    }
    return events.stream().distinct().toList();
  }
}
