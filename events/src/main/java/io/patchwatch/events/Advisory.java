package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one source says of one vulnerability in one product. Several sources may speak of the same
 * {@link #vulnerability()}; who is believed is decided where verdicts are made.
 *
 * @param id the record's own id, for example {@code GHSA-gw42-f939-fhvm}
 * @param vulnerability canonical id: the CVE where there is one, else {@code id}
 * @param aliases other ids of the same vulnerability
 * @param product catalogue id of the product
 * @param source who says it, for example {@code osv:GHSA}, {@code osv:GO}, {@code cve5:CNA}
 * @param summary one line, at most 500 characters (cut when longer)
 * @param severity {@link Severity#UNKNOWN} when the source does not rate it
 * @param cvss base score 0 to 10, if known
 * @param cvssVector the vector that it came from, if known
 * @param affected any of these
 * @param unaffected explicit exceptions from {@code affected}; they win
 * @param references where to read on, the source's own page first
 * @param published when the source published it, if it says so
 * @param modified when the source changed it last; sources without a usable time get the date of
 *     the feed
 * @param distribution the distribution's release of whose packages alone the record speaks, as in
 *     {@link PackageFact#distribution()}; its ranges are package versions. Null: upstream versions
 * @param related other vulnerabilities that the record settles as well, as a distribution's notice
 *     (DSA) does for all CVEs that it names
 */
public record Advisory(
    String id,
    String vulnerability,
    List<String> aliases,
    String product,
    String source,
    String summary,
    Severity severity,
    @Nullable Double cvss,
    @Nullable String cvssVector,
    List<AffectedRange> affected,
    List<AffectedRange> unaffected,
    List<String> references,
    @Nullable Instant published,
    Instant modified,
    @Nullable String distribution,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> related) {

  /** Longest summary that is kept, in characters. */
  public static final int MAX_SUMMARY = 500;

  public Advisory {
    Require.text(id, "advisory.id", 200);
    Require.text(vulnerability, "advisory.vulnerability", 200);
    aliases = aliases == null ? List.of() : List.copyOf(aliases);
    Require.text(product, "advisory.product", 100);
    Require.text(source, "advisory.source", 100);
    summary = summary == null ? "" : summary;
    summary = summary.length() > MAX_SUMMARY ? summary.substring(0, MAX_SUMMARY) : summary;
    severity = severity == null ? Severity.UNKNOWN : severity;
    affected = List.copyOf(Require.present(affected, "advisory.affected"));
    unaffected = unaffected == null ? List.of() : List.copyOf(unaffected);
    references = references == null ? List.of() : List.copyOf(references);
    Require.present(modified, "advisory.modified");
    if (distribution != null) {
      Require.text(distribution, "advisory.distribution", 100);
    }
    related = related == null ? List.of() : List.copyOf(related);
  }

  /** A record on upstream versions. */
  public Advisory(
      String id,
      String vulnerability,
      List<String> aliases,
      String product,
      String source,
      String summary,
      Severity severity,
      @Nullable Double cvss,
      @Nullable String cvssVector,
      List<AffectedRange> affected,
      List<AffectedRange> unaffected,
      List<String> references,
      @Nullable Instant published,
      Instant modified) {
    this(
        id,
        vulnerability,
        aliases,
        product,
        source,
        summary,
        severity,
        cvss,
        cvssVector,
        affected,
        unaffected,
        references,
        published,
        modified,
        null,
        List.of());
  }
}
