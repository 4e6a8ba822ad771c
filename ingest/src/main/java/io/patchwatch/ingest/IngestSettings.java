package io.patchwatch.ingest;

import io.patchwatch.events.Asset;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.probe.ProbeSettings;
import io.patchwatch.ingest.tail.TailSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * What one ingest process collects.
 *
 * @param bundledSnapshot publish the advisories of this release
 * @param advisoryDirectories directories of advisory files, watched for changes
 * @param probes servers to ask
 * @param tails log files to follow
 * @param declared versions that an operator states by hand
 * @param stateDirectory where checkpoints are kept
 */
public record IngestSettings(
    boolean bundledSnapshot,
    List<Path> advisoryDirectories,
    List<ProbeSettings> probes,
    List<TailSettings> tails,
    List<Declared> declared,
    Path stateDirectory) {

  public IngestSettings {
    advisoryDirectories = List.copyOf(advisoryDirectories);
    probes = List.copyOf(probes);
    tails = List.copyOf(tails);
    declared = List.copyOf(declared);
  }

  /** A version that an operator states. */
  public record Declared(Asset asset, Product product, String version) {}
}
