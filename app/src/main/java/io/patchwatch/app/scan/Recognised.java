package io.patchwatch.app.scan;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.net.TlsOptions;
import io.patchwatch.ingest.probe.HttpProbe;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out which product answers at a URL, by asking in all the ways of the catalogue. */
public record Recognised(Product product, HttpProbe.Outcome.Found found) {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /**
   * Asks.
   *
   * @return empty when nothing there is recognised
   * @throws InterruptedException if the thread is told to stop
   */
  public static Optional<Recognised> at(URI url, Catalogue catalogue, TlsOptions tls)
      throws InterruptedException, IOException, GeneralSecurityException {
    List<Product> candidates =
        catalogue.all().stream()
            .filter(product -> !product.probes().isEmpty())
            .sorted(Comparator.comparing(product -> !proven(product)))
            .toList();
    try (HttpProbe probe = new HttpProbe(TIMEOUT, Map.of(), tls)) {
      for (Product product : candidates) {
        HttpProbe.Outcome outcome = probe.ask(product, url);
        if (outcome instanceof HttpProbe.Outcome.Found found) {
          return Optional.of(new Recognised(product, found));
        }
        if (outcome instanceof HttpProbe.Outcome.Failed failed && hopeless(failed)) {
          throw new IOException(failed.detail());
        }
      }
    }
    return Optional.empty();
  }

  /** Products whose answers prove who they are come first. */
  private static boolean proven(Product product) {
    return product.probes().stream().allMatch(probe -> probe.identity() != null);
  }

  private static boolean hopeless(HttpProbe.Outcome.Failed failed) {
    return switch (failed.failure()) {
      case UNREACHABLE, TLS -> true;
      case NOT_ASKED,
          TIMEOUT,
          HTTP_STATUS,
          REFUSED,
          REDIRECT,
          TOO_LARGE,
          UNREADABLE,
          OTHER_PRODUCT ->
          false;
    };
  }
}
