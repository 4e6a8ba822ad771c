package io.patchwatch.events;

import java.time.Instant;

/**
 * A collector saw which version an asset runs.
 *
 * @param version as the product writes it, 1 to 200 characters
 */
public record SoftwareObserved(
    String id,
    Instant time,
    String collector,
    Asset asset,
    String product,
    String version,
    Precision precision,
    Evidence evidence)
    implements SoftwareEvent {

  public SoftwareObserved {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.present(asset, "asset");
    Require.text(product, "product", 100);
    Require.text(version, "version", 200);
    precision = precision == null ? Precision.FULL : precision;
    Require.present(evidence, "evidence");
  }
}
