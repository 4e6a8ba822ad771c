package io.patchwatch.events.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.catalogue.Samples.AnswerSample;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every built-in catalogue file must keep. */
class CatalogueContractTest {

  /** Answers that no product gives: what stands between, and what has gone wrong. */
  private static final List<HttpAnswer> STRANGERS =
      List.of(
          html("<html><head><title>502 Bad Gateway</title></head><body>nginx/1.24.0</body></html>"),
          html("<!DOCTYPE html><title>Sign in</title><p>Version 9.9.9</p>"),
          html(""),
          html("\u0000\u0001\ufffd 1.2.3 \ud800"),
          html("{}"),
          html("[]"),
          html("{\"version\":\"9.9.9\"}"),
          html("{\"server\":{\"name\":\"nobody\",\"version\":\"9.9.9\"}}"));

  private static HttpAnswer html(String body) {
    return new HttpAnswer(200, Map.of("server", List.of("nginx/1.24.0")), body);
  }

  static Stream<Product> products() {
    return Catalogue.builtIn().all().stream();
  }

  static Stream<Product> probed() {
    return products().filter(product -> !product.probes().isEmpty());
  }

  private static Samples samples(Product product) {
    return CatalogueCheck.builtIn(product.id()).orElseThrow();
  }

  @Test
  void listsEveryFileOfTheFolder() throws IOException, URISyntaxException {
    URI folder =
        Objects.requireNonNull(Catalogue.class.getResource("openfire.yml")).toURI().resolve(".");
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".yml") && !name.endsWith(UserFiles.SAMPLES))
                  .map(name -> name.substring(0, name.length() - 4)))
          .containsExactlyInAnyOrderElementsOf(BuiltIn.IDS);
    }
  }

  @Test
  void knowsTheServersThatWePromise() {
    assertThat(BuiltIn.IDS)
        .contains("mattermost", "rocket-chat", "synapse", "dendrite", "conduit", "conduwuit")
        .contains("tuwunel", "zulip", "ejabberd", "prosody", "openfire", "mongooseim")
        .contains("nextcloud", "nextcloud-talk", "tinode", "lanying-im");
  }

  @ParameterizedTest
  @MethodSource("products")
  void isNamedLikeItsFile(Product product) {
    assertThat(BuiltIn.IDS).contains(product.id());
    assertThat(Catalogue.builtIn().get(product.name())).isSameAs(product);
  }

  static Stream<Product> sampled() {
    return products().filter(p -> !p.probes().isEmpty() || !p.logs().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("sampled")
  void readsItsSamplesAsPromised(Product product) {
    assertThat(CatalogueCheck.samples(product.id(), product, samples(product))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("probed")
  void showsForEachProbeAnAnswerThatReadsAndOneThatDoesNot(Product product) {
    for (ProbeSpec probe : product.probes()) {
      List<AnswerSample> answers =
          samples(product).answers().stream()
              .filter(sample -> sample.probe().equals(probe.name()))
              .toList();
      assertThat(answers).as(probe.name()).anyMatch(s -> s.expect().version() != null);
    }
    assertThat(samples(product).answers()).anyMatch(s -> s.expect().version() == null);
  }

  @ParameterizedTest
  @MethodSource("probed")
  void readsNoVersionFromStrangers(Product product) {
    for (ProbeSpec probe : product.probes()) {
      for (HttpAnswer stranger : STRANGERS) {
        assertThat(VersionReader.read(product, probe, stranger))
            .as(probe.name() + " on " + stranger.body())
            .isNotInstanceOf(Reading.Read.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("probed")
  void readsNoVersionFromTheAnswersOfOtherProducts(Product product) {
    List<AnswerSample> others =
        probed()
            .filter(other -> !other.id().equals(product.id()))
            .flatMap(other -> samples(other).answers().stream())
            .filter(sample -> sample.expect().otherProduct() == null)
            .toList();
    for (ProbeSpec probe : product.probes()) {
      for (AnswerSample other : others) {
        assertThat(VersionReader.read(product, probe, other.answer()))
            .as(product.id() + " " + probe.name() + " on " + other.body())
            .isNotInstanceOf(Reading.Read.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("products")
  void showsALogRecordThatIsReadAndOneThatIsNot(Product product) {
    if (!product.logs().isEmpty()) {
      assertThat(samples(product).logs()).anyMatch(sample -> sample.parser() != null);
      assertThat(samples(product).logs()).anyMatch(sample -> sample.parser() == null);
    }
  }

  @ParameterizedTest
  @MethodSource("products")
  void saysWhatItsLogDoesNotShow(Product product) {
    assertThat(product.visibility()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("products")
  void saysWhereToLookForNewReleases(Product product) {
    boolean closed = product.id().equals("lanying-im");
    assertThat(closed || product.links().releases() != null).isTrue();
  }
}
