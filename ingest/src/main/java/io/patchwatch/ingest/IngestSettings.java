package io.patchwatch.ingest;

import io.patchwatch.events.Asset;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.intake.AdvisorySettings;
import io.patchwatch.ingest.tail.TailSettings;
import io.patchwatch.ingest.versions.Watch;
import java.nio.file.Path;
import java.util.List;

/**
 * What one ingest process collects.
 *
 * @param advisories where advisories come from
 * @param watches servers to ask for their version
 * @param tails log files to follow
 * @param declared versions that an operator states by hand
 * @param stateDirectory where checkpoints are kept
 */
public record IngestSettings(
    AdvisorySettings advisories,
    List<Watch> watches,
    List<TailSettings> tails,
    List<Declared> declared,
    Path stateDirectory) {

  public IngestSettings {
    watches = List.copyOf(watches);
    tails = List.copyOf(tails);
    declared = List.copyOf(declared);
  }

  /** A version that an operator states. */
  public record Declared(Asset asset, Product product, String version) {}
}
