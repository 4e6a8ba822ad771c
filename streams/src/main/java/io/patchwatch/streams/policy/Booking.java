package io.patchwatch.streams.policy;

import io.patchwatch.events.Asset;
import io.patchwatch.events.Evidence;
import java.time.Instant;

/**
 * Which release of a product an asset runs.
 *
 * @param since when it was seen first with it
 * @param unverified whether it was reported as promoted without proof
 */
record Booking(Asset asset, String version, Instant since, Evidence evidence, boolean unverified) {

  Booking reported(boolean reported) {
    return new Booking(asset, version, since, evidence, reported);
  }
}
