package io.patchwatch.ingest.metrics;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.HttpAnswer;
import io.patchwatch.events.catalogue.MetricSpec;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.net.HttpFetch;
import io.patchwatch.ingest.versions.Collected;
import io.patchwatch.ingest.versions.CollectorFailure;
import io.patchwatch.ingest.versions.VersionCollector;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Scrapes a server's own metrics for the label that names its version. */
public final class MetricsCollector implements VersionCollector {

  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final Product product;
  private final MetricsPage page;
  private final HttpFetch fetch;

  /**
   * Does not connect yet.
   *
   * @throws IOException if the certificate file cannot be read
   * @throws GeneralSecurityException if it has no certificates
   */
  public MetricsCollector(Product product, MetricsPage page)
      throws IOException, GeneralSecurityException {
    this.product = product;
    this.page = page;
    this.fetch = new HttpFetch(page.tls());
  }

  @Override
  public String source() {
    return EvidenceSource.METRICS.label();
  }

  @Override
  public Collected collect() throws InterruptedException {
    if (product.tells().metrics().isEmpty()) {
      return missed(
          Failure.NOT_ASKED,
          product.name() + " has no metric with its version as far as the catalogue knows");
    }
    try {
      Map<String, String> headers = new TreeMap<>(Map.of("Accept", "text/plain;version=0.0.4"));
      page.headers().forEach((name, value) -> headers.put(name, value.reveal()));
      return read(fetch.send("GET", page.url(), headers, null, page.timeout()));
    } catch (CollectorFailure e) {
      return Collected.Missed.of(page.locator(), e);
    }
  }

  private Collected read(HttpAnswer answer) {
    return switch (answer.status()) {
      case OK -> version(answer.body());
      case UNAUTHORIZED, FORBIDDEN ->
          missed(
              Failure.REFUSED,
              "answered HTTP " + answer.status() + "; give what it asks for in metrics.headers");
      default ->
          missed(Failure.HTTP_STATUS, "answered HTTP " + answer.status() + "; check metrics.url");
    };
  }

  private Collected version(String body) {
    for (MetricSpec spec : product.tells().metrics()) {
      List<String> values =
          Exposition.series(body, spec.metric())
              .flatMap(labels -> Stream.ofNullable(labels.get(spec.label())))
              .distinct()
              .limit(2)
              .toList();
      if (values.size() > 1) {
        return missed(
            Failure.UNREADABLE,
            spec.metric() + " names two versions at once; scrape each process by itself");
      }
      if (!values.isEmpty()) {
        return Collected.of(product, page.locator(), spec.read(product, values.getFirst()));
      }
    }
    return missed(
        Failure.UNREADABLE,
        "no metric "
            + product.tells().metrics().stream().map(MetricSpec::metric).toList()
            + " with a version there; check metrics.url and the product");
  }

  private Collected.Missed missed(Failure failure, String detail) {
    return new Collected.Missed(page.locator(), failure, detail);
  }

  @Override
  public void close() {
    fetch.close();
  }
}
