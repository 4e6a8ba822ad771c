package io.patchwatch.ingest.probe;

import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.HttpAnswer;
import io.patchwatch.events.catalogue.ProbeSpec;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.catalogue.Reading;
import io.patchwatch.events.catalogue.VersionReader;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.net.HttpFetch;
import io.patchwatch.ingest.net.TlsOptions;
import io.patchwatch.ingest.versions.CollectorFailure;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Asks one server for its version in all the ways that the catalogue knows, the best first. */
public final class HttpProbe implements AutoCloseable {

  private final HttpFetch fetch;
  private final Duration timeout;
  private final Map<String, Secret> headers;

  /**
   * A probe with these options.
   *
   * @param headers sent with each question
   * @throws IOException if the certificate file cannot be read
   * @throws GeneralSecurityException if it has no certificates
   */
  public HttpProbe(Duration timeout, Map<String, Secret> headers, TlsOptions tls)
      throws IOException, GeneralSecurityException {
    if (timeout.compareTo(Duration.ofMillis(10)) < 0) {
      throw new IllegalArgumentException("probe.timeout is " + timeout + "; at least 10ms");
    }
    this.fetch = new HttpFetch(tls);
    this.timeout = timeout;
    this.headers = Map.copyOf(headers);
  }

  /** What came of asking. */
  public sealed interface Outcome {

    /** The URL that was asked, or asked last. */
    URI asked();

    /** A version was read. */
    record Found(URI asked, Reading.Read reading) implements Outcome {}

    /** None was; the most telling of the failures. */
    record Failed(URI asked, Failure failure, String detail) implements Outcome {}
  }

  /**
   * Asks the server behind a URL, which is taken to be this product.
   *
   * @throws InterruptedException if the thread is told to stop
   */
  public Outcome ask(Product product, URI url) throws InterruptedException {
    if (product.probes().isEmpty()) {
      return new Outcome.Failed(
          url,
          Failure.UNREADABLE,
          product.name() + " cannot be asked over HTTP: " + product.noProbe());
    }
    Outcome.Failed telling = noProbeFits(product, url);
    for (ProbeSpec probe : product.probes()) {
      if (probe.credentialsNeeded() && !headers.keySet().containsAll(probe.credentials())) {
        continue;
      }
      Outcome outcome = ask(product, probe, under(url, probe.path()));
      if (outcome instanceof Outcome.Found) {
        return outcome;
      }
      telling = moreTelling(telling, (Outcome.Failed) outcome);
      if (telling.failure() == Failure.UNREACHABLE || telling.failure() == Failure.TLS) {
        break; // the other paths of a server that does not answer cost only time
      }
    }
    return telling;
  }

  private static Outcome.Failed noProbeFits(Product product, URI url) {
    return new Outcome.Failed(
        url,
        Failure.NOT_ASKED,
        "every way to ask " + product.name() + " needs credentials; give them in probe.headers");
  }

  /** An answer that was understood tells more than one that was not, or than none. */
  private static Outcome.Failed moreTelling(Outcome.Failed old, Outcome.Failed now) {
    return rank(now.failure()) > rank(old.failure()) ? now : old;
  }

  private static int rank(Failure failure) {
    return switch (failure) {
      case UNREACHABLE, TLS -> 5;
      case OTHER_PRODUCT -> 4;
      case UNREADABLE -> 3;
      case TIMEOUT, TOO_LARGE, REDIRECT -> 2;
      case HTTP_STATUS, REFUSED -> 1;
      case NOT_ASKED -> 0;
    };
  }

  private Outcome ask(Product product, ProbeSpec probe, URI at) throws InterruptedException {
    try {
      HttpAnswer answer =
          fetch.send(probe.method(), at, allHeaders(product, probe), probe.body(), timeout);
      return switch (VersionReader.read(product, probe, answer)) {
        case Reading.Read read -> new Outcome.Found(at, read);
        case Reading.Unreadable(Failure failure, String why) ->
            new Outcome.Failed(at, failure, why);
        case Reading.OtherProduct(String name) ->
            new Outcome.Failed(
                at,
                Failure.OTHER_PRODUCT,
                "this is " + name + ", not " + product.name() + "; correct product or url");
      };
    } catch (CollectorFailure e) {
      return new Outcome.Failed(at, e.failure(), e.detail());
    }
  }

  /**
   * A header that some probe of the product names as a credential goes to those probes alone; any
   * other, for example for a proxy, goes to all.
   */
  private Map<String, String> allHeaders(Product product, ProbeSpec probe) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(probe.headers());
    headers.forEach(
        (name, value) -> {
          boolean credential = product.probes().stream().anyMatch(p -> names(p, name));
          if (!credential || names(probe, name)) {
            all.put(name, value.reveal());
          }
        });
    return all;
  }

  private static boolean names(ProbeSpec probe, String header) {
    return probe.credentials().stream().anyMatch(header::equalsIgnoreCase);
  }

  private static URI under(URI url, String path) {
    String base = url.toString();
    return URI.create(
        base.endsWith("/") ? base.substring(0, base.length() - 1) + path : base + path);
  }

  @Override
  public void close() {
    fetch.close();
  }
}
