package io.patchwatch.ingest.inventory.cyclonedx;

import io.patchwatch.ingest.inventory.format.Harvest;
import io.patchwatch.ingest.inventory.format.Machine;
import org.jspecify.annotations.Nullable;

/** What names a component. Its package URL says more than its CPE, which many tools guess. */
record Component(@Nullable String purl, @Nullable String cpe, @Nullable String version) {

  void into(Harvest harvest, Machine machine, String place) {
    if (purl != null) {
      harvest.packageUrl(machine, purl, version, place);
    } else if (cpe != null) {
      harvest.cpe(machine, cpe, place);
    }
  }
}
