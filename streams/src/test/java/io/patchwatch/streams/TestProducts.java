package io.patchwatch.streams;

import io.patchwatch.streams.unpatched.Products;
import io.patchwatch.streams.verdict.ProductRules;
import io.patchwatch.streams.version.VersionScheme;
import java.util.List;
import java.util.Optional;

/** Three products that the tests speak of. */
final class TestProducts implements Products {

  @Override
  public String id(String idOrAlias) {
    return idOrAlias.equals("Openfire Server") ? "openfire" : idOrAlias;
  }

  @Override
  public ProductRules rules(String id) {
    return List.of("openfire", "rocket-chat", "mattermost", "lanying-im").contains(id)
        ? new ProductRules(id, VersionScheme.of("semver"), 2, List.of())
        : null;
  }

  @Override
  public boolean hasAdvisorySource(String id) {
    return !id.equals("lanying-im");
  }

  @Override
  public Optional<String> suggestion(String id) {
    return id.equals("opnfire") ? Optional.of("openfire") : Optional.empty();
  }
}
