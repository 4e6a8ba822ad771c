package io.patchwatch.streams.verdict;

import io.patchwatch.events.catalogue.Product;
import io.patchwatch.streams.version.VersionScheme;
import java.util.List;

/**
 * What the judge needs to know of a product.
 *
 * @param product catalogue id
 * @param scheme how its versions are ordered
 * @param laneDepth how many leading numbers make a release lane, 1 to 4: 2 for Mattermost ({@code
 *     10.11}), 1 for Nextcloud Talk
 * @param sourceOrder sources of advisories, the most trusted first, see {@link SourceOrder}; empty:
 *     {@link SourceOrder#DEFAULT}
 */
public record ProductRules(
    String product, VersionScheme scheme, int laneDepth, List<String> sourceOrder) {

  public ProductRules {
    if (laneDepth < 1 || laneDepth > 4) {
      throw new IllegalArgumentException(
          product + ": lane depth is " + laneDepth + "; use 1 to 4 leading numbers");
    }
    sourceOrder = sourceOrder.isEmpty() ? SourceOrder.DEFAULT : List.copyOf(sourceOrder);
  }

  /** The rules of a product of the catalogue. */
  public static ProductRules of(Product product) {
    return new ProductRules(
        product.id(),
        VersionScheme.of(product.versions().scheme()),
        product.versions().laneDepth(),
        product.advisories().prefer());
  }
}
