package io.patchwatch.ingest.vex;

import io.patchwatch.events.AffectedRange;
import java.util.List;

/**
 * A product of the catalogue that a document names.
 *
 * @param versions the versions that are meant; empty: all
 */
record Target(String product, List<AffectedRange> versions) {

  Target {
    versions = List.copyOf(versions);
  }
}
