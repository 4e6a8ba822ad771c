package io.patchwatch.streams.unpatched;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.streams.verdict.ProductRules;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What judging needs of the product catalogue. */
public final class Products {

  private final Catalogue catalogue;
  private final Map<String, ProductRules> rules = new HashMap<>();

  public Products(Catalogue catalogue) {
    this.catalogue = catalogue;
    catalogue.all().forEach(product -> rules.put(product.id(), ProductRules.of(product)));
  }

  /** The catalogue's id of a product named by id or alias; the same text when it is unknown. */
  public String id(String idOrAlias) {
    Product product = catalogue.get(idOrAlias);
    return product == null ? idOrAlias : product.id();
  }

  /** How the product is judged; null when the catalogue does not know it. */
  @Nullable ProductRules rules(String id) {
    return rules.get(id);
  }

  /** Whether the catalogue names a source of advisories for it. */
  boolean hasAdvisorySource(String id) {
    Product product = catalogue.get(id);
    return product != null && product.advisories().covered();
  }

  /** The known product that was probably meant. */
  Optional<String> suggestion(String id) {
    return catalogue.suggestion(id);
  }
}
