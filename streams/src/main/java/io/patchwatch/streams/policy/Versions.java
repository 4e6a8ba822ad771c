package io.patchwatch.streams.policy;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.streams.version.UnreadableVersionException;
import io.patchwatch.streams.version.VersionScheme;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares versions as the catalogue says that their product numbers them. */
final class Versions {

  private final Catalogue catalogue;

  Versions(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The catalogue's id of a product named by id or alias; the same text when it is unknown. */
  String product(String idOrAlias) {
    Product product = catalogue.get(idOrAlias);
    return product == null ? idOrAlias : product.id();
  }

  /**
   * Whether the version lies in one of the ranges; without ranges every version does. What cannot
   * be compared does not: an exception is never stretched by guessing.
   */
  boolean within(String product, String version, List<AffectedRange> ranges) {
    if (ranges.isEmpty()) {
      return true;
    }
    Product known = catalogue.get(product);
    return known != null
        && ranges.stream()
            .anyMatch(r -> within(VersionScheme.of(known.versions().scheme()), version, r));
  }

  private static boolean within(VersionScheme scheme, String version, AffectedRange range) {
    try {
      return range.undecidable() == null
          && (range.exactly() == null || scheme.compare(version, range.exactly()) == 0)
          && (range.introduced() == null || scheme.compare(version, range.introduced()) >= 0)
          && (range.fixed() == null || scheme.compare(version, range.fixed()) < 0)
          && notAfter(scheme, version, range.lastAffected());
    } catch (UnreadableVersionException e) {
      return false;
    }
  }

  private static boolean notAfter(VersionScheme scheme, String version, @Nullable String last)
      throws UnreadableVersionException {
    return last == null || scheme.compare(version, last) <= 0;
  }
}
