package io.patchwatch.streams.unpatched;

import io.patchwatch.events.Precision;
import io.patchwatch.streams.wiring.Keys;

/** A release of a product, as far as an observation could see it. Judged once for all assets. */
record Release(String product, String version, Precision precision) {

  String key() {
    return Keys.of(product, version, precision.name());
  }
}
