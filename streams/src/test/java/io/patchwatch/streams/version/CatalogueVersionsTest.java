package io.patchwatch.streams.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.CatalogueCheck;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.catalogue.Samples.AnswerSample;
import io.patchwatch.events.catalogue.VersionRule;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue and the schemes must agree. */
class CatalogueVersionsTest {

  static Stream<Product> products() {
    return Catalogue.builtIn().all().stream();
  }

  @Test
  void knowsTheSchemesThatACatalogueFileMayName() {
    assertThat(VersionScheme.names()).containsAll(VersionRule.SCHEMES);
  }

  @ParameterizedTest
  @MethodSource("products")
  void readsEveryVersionThatTheProductsSamplesShow(Product product) {
    VersionScheme scheme = VersionScheme.of(product.versions().scheme());
    CatalogueCheck.builtIn(product.id()).stream()
        .flatMap(samples -> samples.answers().stream())
        .map(AnswerSample::expect)
        .filter(expected -> expected.version() != null)
        .forEach(
            expected ->
                assertThatCode(() -> scheme.parse(Objects.requireNonNull(expected.version())))
                    .as(product.id() + " " + expected.version())
                    .doesNotThrowAnyException());
  }
}
