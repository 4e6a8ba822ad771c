package io.patchwatch.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A collector saw which version an asset runs.
 *
 * @param version as the product writes it, 1 to 200 characters. Of a distribution's package it is
 *     the upstream part, without epoch, revision and repack mark ({@code +dfsg})
 * @param evidence where it was seen; {@link Evidence#source()} is one of {@link EvidenceSource}'s
 *     labels
 * @param packageFact the distribution's package that it was read from; null for everything else
 * @param confidence how far the collector believes it, 0 to 1; null: as its source deserves
 */
public record SoftwareObserved(
    String id,
    Instant time,
    String collector,
    Asset asset,
    String product,
    String version,
    Precision precision,
    Evidence evidence,
    @Nullable PackageFact packageFact,
    @Nullable Double confidence)
    implements SoftwareEvent {

  private static final double OF_UNKNOWN_SOURCES = 0.5;

  public SoftwareObserved {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.present(asset, "asset");
    Require.text(product, "product", 100);
    Require.text(version, "version", 200);
    precision = precision == null ? Precision.FULL : precision;
    Require.present(evidence, "evidence");
    if (confidence != null && !(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence is " + confidence + "; it is 0 to 1");
    }
  }

  /** An upstream version, believed as its source deserves. */
  public SoftwareObserved(
      String id,
      Instant time,
      String collector,
      Asset asset,
      String product,
      String version,
      Precision precision,
      Evidence evidence) {
    this(id, time, collector, asset, product, version, precision, evidence, null, null);
  }

  /** How far it is believed, 0 to 1: the collector's word, else the source's default. */
  public double belief() {
    return confidence != null
        ? confidence
        : EvidenceSource.of(evidence.source())
            .map(EvidenceSource::confidence)
            .orElse(OF_UNKNOWN_SOURCES);
  }

  /** Whether the running server itself says it; see {@link EvidenceSource#live()}. */
  public boolean fromServer() {
    return EvidenceSource.of(evidence.source()).map(EvidenceSource::live).orElse(false);
  }
}
