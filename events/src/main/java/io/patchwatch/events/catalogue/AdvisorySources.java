package io.patchwatch.events.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/**
 * Where vulnerabilities of a product are published, and under which names.
 *
 * @param coverage how much of it is structured data
 * @param osv OSV packages as {@code ecosystem:name} ({@code PyPI:matrix-synapse}), the preferred
 *     one first
 * @param cve CVE records' {@code vendor:product}, in the spelling of the records
 * @param cpe {@code vendor:product} of CPE 2.3, in lower case
 * @param shared those of the names above that sources use for other products too; a record under
 *     such a name counts only when its text or references speak of this product
 * @param endOfLife name at endoflife.date, if it is there
 * @param prefer sources of advisories, the most trusted first ({@code cve5:CNA}); empty: the
 *     judge's own order
 * @param note what is missing or special, for people; needed when the coverage is not full
 */
public record AdvisorySources(
    Coverage coverage,
    List<String> osv,
    List<String> cve,
    List<String> cpe,
    List<String> shared,
    @Nullable String endOfLife,
    List<String> prefer,
    @Nullable String note) {

  /** How well structured advisories cover a product. */
  public enum Coverage {
    /** Its advisories regularly appear as structured records with version ranges. */
    FULL,
    /** Some do; others are text only, late, or only in a distribution's tracker. */
    PARTIAL,
    /** No structured source is known: without other evidence nothing can be called patched. */
    NONE
  }

  private static final Pattern OSV = Pattern.compile("[A-Za-z.]+(:[0-9.]+)?:\\S+");
  private static final Pattern CVE = Pattern.compile("[^:]+:[^:]+");
  private static final Pattern SOURCE = Pattern.compile("[a-z0-9]+(:[A-Za-z0-9-]+)?");

  public AdvisorySources {
    Check.present(coverage, "coverage (full, partial or none)");
    osv = Check.each(osv, OSV, "osv", "ecosystem:package");
    cve = Check.each(cve, CVE, "cve", "vendor:product");
    cpe = Check.each(cpe, Identifiers.CPE_NAME, "cpe", "vendor:product in lower case");
    shared = Check.list(shared);
    prefer = Check.each(prefer, SOURCE, "prefer", "source or source:part, like osv:GHSA");
    List<String> names = new ArrayList<>(osv);
    names.addAll(cve);
    names.addAll(cpe);
    if (!names.containsAll(shared)) {
      throw new IllegalArgumentException("shared: each must also stand in osv, cve or cpe");
    }
    if (coverage == Coverage.NONE && !names.isEmpty()) {
      throw new IllegalArgumentException("coverage is none but names are given; use partial");
    }
    if (coverage != Coverage.NONE && names.isEmpty()) {
      throw new IllegalArgumentException("osv, cve or cpe is needed; or use coverage: none");
    }
    if (coverage != Coverage.FULL) {
      Check.text(note, "note (why the coverage is not full)");
    }
  }

  /** Whether any structured source exists. */
  public boolean covered() {
    return coverage != Coverage.NONE;
  }
}
