package io.patchwatch.ingest.advisories.osv;

import io.patchwatch.ingest.advisories.Doc;
import io.patchwatch.ingest.advisories.Rating;
import io.patchwatch.ingest.advisories.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One OSV record, read field by field. */
record OsvRecord(Doc doc) {

  String id() {
    return doc.text("id");
  }

  /** The database that the record comes from: {@code osv:GHSA}, {@code osv:GO}… */
  String source() {
    int dash = id().indexOf('-');
    return "osv:" + (dash > 0 ? id().substring(0, dash) : id());
  }

  /** The record's last change; the date of the data when it states a zero time, as Go's do. */
  Instant modified() {
    Instant modified = doc.time("modified");
    return modified == null ? doc.origin().asOf() : modified;
  }

  /** Whether a person checked the record; Go's importer marks the others. */
  boolean isReviewed() {
    return !"UNREVIEWED".equals(database("review_status"));
  }

  String summary() {
    String summary = doc.optional("summary");
    return summary != null ? summary : doc.textOrEmpty("details").replaceAll("\\s+", " ");
  }

  Subject subject() {
    return new Subject(doc.textOrEmpty("summary") + " " + doc.textOrEmpty("details"), references());
  }

  List<String> references() {
    return doc.each("references").stream().flatMap(ref -> one(ref.optional("url"))).toList();
  }

  /** The record's own page. */
  String page() {
    return id().startsWith("GHSA-")
        ? "https://github.com/advisories/" + id()
        : "https://osv.dev/vulnerability/" + id();
  }

  Rating rating(List<Doc> blocks) {
    List<String> vectors = new ArrayList<>();
    Stream.concat(Stream.of(doc), blocks.stream())
        .flatMap(place -> place.each("severity").stream())
        .forEach(severity -> vectors.add(severity.textOrEmpty("score")));
    return Rating.of(vectors, database("severity"));
  }

  private @Nullable String database(String field) {
    Doc specific = doc.at("database_specific");
    return specific.isAbsent() ? null : specific.optional(field);
  }

  private static Stream<String> one(@Nullable String text) {
    return Stream.ofNullable(text);
  }
}
