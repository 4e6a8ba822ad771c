package io.patchwatch.ingest.vex;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.ImpactStated.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement about one product of the catalogue.
 *
 * @param vulnerabilities its ids, the main one first
 * @param versions the versions that are meant; empty: all
 */
public record Statement(
    List<String> vulnerabilities,
    String product,
    List<AffectedRange> versions,
    Status status,
    @Nullable String justification,
    @Nullable String detail,
    Instant stated) {

  public Statement {
    vulnerabilities = List.copyOf(vulnerabilities);
    versions = List.copyOf(versions);
  }

  /** Whether it gives the reason that "not affected" needs. */
  boolean founded() {
    return status != Status.NOT_AFFECTED || justification != null || detail != null;
  }
}
