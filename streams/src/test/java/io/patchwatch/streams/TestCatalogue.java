package io.patchwatch.streams;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.CatalogueException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The built-in products and two that only the tests know. */
final class TestCatalogue {

  private static final Catalogue CATALOGUE = load();

  private TestCatalogue() {}

  static Catalogue get() {
    return CATALOGUE;
  }

  private static Catalogue load() {
    URL files = Objects.requireNonNull(TestCatalogue.class.getResource("/catalogue"));
    try {
      return Catalogue.withUserFiles(List.of(Path.of(files.toURI())));
    } catch (URISyntaxException | CatalogueException e) {
      throw new IllegalStateException(e);
    }
  }
}
