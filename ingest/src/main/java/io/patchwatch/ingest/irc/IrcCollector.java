package io.patchwatch.ingest.irc;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.catalogue.Saying;
import io.patchwatch.ingest.net.BoundedConnection;
import io.patchwatch.ingest.versions.Collected;
import io.patchwatch.ingest.versions.CollectorFailure;
import io.patchwatch.ingest.versions.VersionCollector;
import java.io.IOException;

/** Asks an IRC server with {@code VERSION}. */
public final class IrcCollector implements VersionCollector {

  private final Product product;
  private final IrcServer server;

  /** Does not connect yet. */
  public IrcCollector(Product product, IrcServer server) {
    this.product = product;
    this.server = server;
  }

  @Override
  public String source() {
    return EvidenceSource.IRC.label();
  }

  @Override
  public Collected collect() throws InterruptedException {
    String locator =
        (server.tls() == null ? "irc://" : "ircs://") + server.host() + ":" + server.port();
    Saying saying = product.tells().irc();
    if (saying == null) {
      return new Collected.Missed(
          locator,
          Failure.NOT_ASKED,
          product.name() + " tells no version over IRC as far as the catalogue knows");
    }
    try {
      String said = ask();
      return Collected.of(product, locator, saying.read(product, "IRC VERSION", said, said));
    } catch (CollectorFailure e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      return Collected.Missed.of(locator, e);
    }
  }

  private String ask() throws CollectorFailure {
    try (BoundedConnection connection =
        BoundedConnection.open(server.host(), server.port(), server.timeout(), server.tls())) {
      try {
        return new IrcConversation(connection, server).askVersion();
      } catch (IOException e) {
        throw connection.explain(e);
      }
    }
  }
}
