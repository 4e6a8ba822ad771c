package io.patchwatch.streams.unpatched;

import io.patchwatch.streams.verdict.ProductRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the judge needs of the product catalogue. */
public interface Products {

  /** The catalogue's id of a product named by id or alias; the same text when it is unknown. */
  String id(String idOrAlias);

  /** How the product is judged; null when the catalogue does not know it. */
  @Nullable ProductRules rules(String id);

  /** Whether the catalogue names a source of advisories for it. */
  boolean hasAdvisorySource(String id);

  /** The known product that was probably meant. */
  Optional<String> suggestion(String id);
}
