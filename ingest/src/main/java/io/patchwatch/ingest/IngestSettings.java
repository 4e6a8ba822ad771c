package io.patchwatch.ingest;

import io.patchwatch.events.Asset;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.tail.TailSettings;
import io.patchwatch.ingest.versions.Watch;
import java.nio.file.Path;
import java.util.List;

/**
 * What one ingest process collects.
 *
 * @param bundledSnapshot publish the advisories of this release
 * @param advisoryDirectories directories of advisory files, watched for changes
 * @param watches servers to ask for their version
 * @param tails log files to follow
 * @param declared versions that an operator states by hand
 * @param stateDirectory where checkpoints are kept
 */
public record IngestSettings(
    boolean bundledSnapshot,
    List<Path> advisoryDirectories,
    List<Watch> watches,
    List<TailSettings> tails,
    List<Declared> declared,
    Path stateDirectory) {

  public IngestSettings {
    advisoryDirectories = List.copyOf(advisoryDirectories);
    watches = List.copyOf(watches);
    tails = List.copyOf(tails);
    declared = List.copyOf(declared);
  }

  /** A version that an operator states. */
  public record Declared(Asset asset, Product product, String version) {}
}
