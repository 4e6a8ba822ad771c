package io.patchwatch.ingest.advisories;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One entry of CISA KEV or EPSS, before it is known which products it concerns.
 *
 * @param vulnerability CVE id
 * @param exploitedSince date on which KEV listed it; null: this list does not say
 * @param exploitedDue CISA's due date, if listed
 * @param ransomware KEV knows of its use in ransomware campaigns
 * @param epss probability 0 to 1; null: this list does not say
 * @param asOf date of the list
 */
public record ListedMark(
    String vulnerability,
    @Nullable LocalDate exploitedSince,
    @Nullable LocalDate exploitedDue,
    boolean ransomware,
    @Nullable Double epss,
    Instant asOf) {

  /** Whether the entry comes from KEV. */
  public boolean exploited() {
    return exploitedSince != null;
  }
}
