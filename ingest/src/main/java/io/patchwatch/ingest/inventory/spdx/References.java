package io.patchwatch.ingest.inventory.spdx;

import io.patchwatch.ingest.inventory.format.Harvest;
import io.patchwatch.ingest.inventory.format.Machine;
import org.jspecify.annotations.Nullable;

/** What names one package: the first package URL, or else the first CPE. */
final class References {

  private final @Nullable String version;
  private @Nullable String purl;
  private @Nullable String cpe;

  References(@Nullable String version) {
    this.version = version;
  }

  /** The same names, with a version stated beside them. */
  References versioned(@Nullable String stated) {
    References versioned = new References(stated);
    versioned.purl = purl;
    versioned.cpe = cpe;
    return versioned;
  }

  /** Takes a reference by its type in SPDX; types that name no software are ignored. */
  void add(@Nullable String type, @Nullable String locator) {
    if (type == null || locator == null) {
      return;
    }
    switch (type) {
      case "purl", "packageUrl" -> purl = purl == null ? locator : purl;
      case "cpe23Type", "cpe22Type", "cpe23", "cpe22" -> cpe = cpe == null ? locator : cpe;
      default -> {}
    }
  }

  void into(Harvest harvest, Machine machine, String place) {
    if (purl != null) {
      harvest.packageUrl(machine, purl, version, place);
    } else if (cpe != null) {
      harvest.cpe(machine, cpe, place);
    }
  }
}
