package io.patchwatch.app.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.CatalogueCheck;
import io.patchwatch.events.catalogue.ProbeSpec;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.catalogue.Samples.AnswerSample;
import io.patchwatch.ingest.net.TlsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every product that answers over HTTP is told from all others by its samples. */
class RecognisedTest {

  private static final Catalogue CATALOGUE = Catalogue.builtIn();

  record Told(Product product, ProbeSpec probe, AnswerSample sample) {
    @Override
    public String toString() {
      return product.id() + " " + sample.name();
    }
  }

  static Stream<Told> samples() {
    List<Told> told = new ArrayList<>();
    for (Product product : CATALOGUE.all()) {
      for (ProbeSpec probe : product.probes()) {
        CatalogueCheck.builtIn(product.id()).stream()
            .flatMap(samples -> samples.answers().stream())
            .filter(sample -> sample.probe().equals(probe.name()))
            .filter(sample -> sample.expect().version() != null && !probe.credentialsNeeded())
            .forEach(sample -> told.add(new Told(product, probe, sample)));
      }
    }
    return told.stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void tellsTheProductByItsAnswer(Told told) throws Exception {
    try (Site site = new Site("", told)) {
      assertThat(at(site.url("")))
          .hasValue(told.product().id() + " " + told.sample().expect().version());
    }
  }

  @Test
  void tellsAProductBehindAPathOfAProxy() throws Exception {
    Told openfire =
        samples().filter(t -> t.product().id().equals("openfire")).findFirst().orElseThrow();
    try (Site site = new Site("/chat", openfire)) {
      assertThat(at(site.url("/chat"))).hasValue("openfire 4.7.4");
      assertThat(at(site.url("/chat/"))).hasValue("openfire 4.7.4");
      assertThat(at(site.url(""))).isEmpty();
    }
  }

  @Test
  void isNotLedElsewhereByARedirect() throws Exception {
    Told openfire =
        samples().filter(t -> t.product().id().equals("openfire")).findFirst().orElseThrow();
    try (Site inside = new Site("", openfire);
        Site outside = Site.redirectingTo("http://localhost:" + inside.url("").getPort())) {
      assertThat(at(outside.url(""))).isEmpty();
      assertThat(inside.asked).isZero();
      assertThat(outside.asked).as("requests to one server").isLessThanOrEqualTo(40);
    }
  }

  private static Optional<String> at(URI url) throws Exception {
    return Recognised.at(url, CATALOGUE, new TlsOptions(null, false))
        .map(r -> r.product().id() + " " + r.found().reading().version());
  }

  /** Answers one path as in the sample, everything else with 404 or a redirect. */
  private static final class Site implements AutoCloseable {

    private final HttpServer http;
    private volatile int asked;

    Site(String prefix, Told told) throws IOException {
      this(exchange -> answer(exchange, prefix + path(told), told.sample()));
    }

    private Site(Answering answering) throws IOException {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      http.createContext(
          "/",
          exchange -> {
            asked = asked + 1;
            try (exchange) {
              answering.answer(exchange);
            }
          });
      http.start();
    }

    static Site redirectingTo(String base) throws IOException {
      return new Site(
          exchange -> {
            exchange.getResponseHeaders().set("Location", base + exchange.getRequestURI());
            exchange.sendResponseHeaders(302, -1);
          });
    }

    private static String path(Told told) {
      return URI.create("http://x" + told.probe().path()).getPath();
    }

    private static void answer(HttpExchange exchange, String path, AnswerSample sample)
        throws IOException {
      boolean right = exchange.getRequestURI().getPath().equals(path);
      byte[] body =
          (right ? sample.body() : "<h1>404 Not Found</h1>").getBytes(StandardCharsets.UTF_8);
      if (right) {
        sample.headers().forEach(exchange.getResponseHeaders()::set);
      }
      exchange.sendResponseHeaders(
          right ? sample.status() : 404, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }

    URI url(String path) {
      return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + path);
    }

    @Override
    public void close() {
      http.stop(0);
    }
  }

  private interface Answering {
    void answer(HttpExchange exchange) throws IOException;
  }
}
