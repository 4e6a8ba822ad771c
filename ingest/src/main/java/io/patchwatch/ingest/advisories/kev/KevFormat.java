package io.patchwatch.ingest.advisories.kev;

import io.patchwatch.ingest.advisories.BadRecord;
import io.patchwatch.ingest.advisories.Doc;
import io.patchwatch.ingest.advisories.ListedMark;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.Reading;
import io.patchwatch.ingest.advisories.RecordFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * CISA KEV, JSON, as published. A catalogue whose {@code count} differs from its entries was cut
 * off and is refused as a whole: half of it would look like vulnerabilities that are no longer
 * exploited.
 */
public final class KevFormat implements RecordFormat {

  @Override
  public boolean recognises(Doc document) {
    return document.has("catalogVersion") && document.has("vulnerabilities");
  }

  @Override
  public Reading read(Doc document, ProductIndex products) {
    List<Doc> entries = document.each("vulnerabilities");
    int count = document.at("count").node().asInt(-1);
    if (count != entries.size()) {
      throw document.bad(
          "says count " + count + " but has " + entries.size() + " entries; fetch it again");
    }
    return marks(entries, released(document));
  }

  private static Reading marks(List<Doc> entries, Instant asOf) {
    List<ListedMark> marks = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Doc entry : entries) {
      try {
        marks.add(mark(entry, asOf));
      } catch (BadRecord e) {
        problems.add(e.getMessage());
      }
    }
    return Reading.ofMarks(marks, problems);
  }

  private static ListedMark mark(Doc entry, Instant asOf) {
    var added = entry.date("dateAdded");
    if (added == null) {
      throw entry.bad("has no dateAdded; it says since when the vulnerability is exploited");
    }
    boolean ransomware = "Known".equals(entry.optional("knownRansomwareCampaignUse"));
    return new ListedMark(
        entry.text("cveID"), added, entry.date("dueDate"), ransomware, null, asOf);
  }

  private static Instant released(Doc document) {
    Instant released = document.time("dateReleased");
    return released == null ? document.origin().asOf() : released;
  }
}
