package io.patchwatch.ingest.containers;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.versions.Collected;
import io.patchwatch.ingest.versions.VersionCollector;

/** Says what the tag of a declared image says; asks nobody. */
public final class ImageCollector implements VersionCollector {

  private final Product product;
  private final ImageReference image;

  /**
   * A collector of this image.
   *
   * @throws IllegalArgumentException if it is no name of an image
   */
  public ImageCollector(Product product, String image) {
    this.product = product;
    this.image = ImageReference.parse(image);
  }

  @Override
  public String source() {
    return EvidenceSource.IMAGE.label();
  }

  @Override
  public Collected collect() {
    return Collected.of(product, image.toString(), ImageVersion.read(product, image));
  }
}
