package io.patchwatch.ingest.advisories.cve;

import io.patchwatch.ingest.advisories.Doc;
import io.patchwatch.ingest.advisories.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One CVE record, read field by field. */
record CveRecord(Doc doc) {

  private static final List<String> CVSS = List.of("cvssV4_0", "cvssV3_1", "cvssV3_0", "cvssV2_0");

  String id() {
    return meta().text("cveId");
  }

  boolean isRejected() {
    return "REJECTED".equals(meta().optional("state"));
  }

  Instant rejected() {
    Instant at = meta().time("dateRejected");
    return at == null ? modified() : at;
  }

  @Nullable Instant published() {
    return meta().time("datePublished");
  }

  Instant modified() {
    Instant updated = meta().time("dateUpdated");
    return updated == null ? doc.origin().asOf() : updated;
  }

  Container cna() {
    return new Container(doc.at("containers").at("cna"), true);
  }

  List<Container> adps() {
    return doc.at("containers").each("adp").stream()
        .filter(adp -> adp.has("affected"))
        .map(adp -> new Container(adp, false))
        .toList();
  }

  String summary() {
    String title = cna().doc().optional("title");
    return title == null ? description().replaceAll("\\s+", " ") : title;
  }

  Subject subject() {
    return new Subject(description(), references());
  }

  List<String> references() {
    return cna().doc().each("references").stream()
        .flatMap(reference -> Stream.ofNullable(reference.optional("url")))
        .toList();
  }

  /** CVSS vectors, the CNA's own before those that ADPs add. */
  List<String> vectors() {
    List<String> vectors = new ArrayList<>();
    collect(cna().doc(), vectors);
    if (vectors.isEmpty()) {
      doc.at("containers").each("adp").forEach(adp -> collect(adp, vectors));
    }
    return vectors;
  }

  private String description() {
    return cna().doc().each("descriptions").stream()
        .filter(text -> text.textOrEmpty("lang").startsWith("en"))
        .map(text -> text.textOrEmpty("value"))
        .findFirst()
        .orElse("");
  }

  private Doc meta() {
    return doc.at("cveMetadata");
  }

  private static void collect(Doc container, List<String> vectors) {
    for (Doc metric : container.each("metrics")) {
      for (String name : CVSS) {
        if (metric.has(name)) {
          vectors.add(metric.at(name).textOrEmpty("vectorString"));
        }
      }
    }
  }
}
