package io.patchwatch.ingest.xmpp;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.net.BoundedConnection;
import io.patchwatch.ingest.versions.Collected;
import io.patchwatch.ingest.versions.CollectorFailure;
import io.patchwatch.ingest.versions.VersionCollector;
import java.io.IOException;
import javax.xml.stream.XMLStreamException;

/** Connects as an external component, asks for the software version (XEP-0092) and leaves. */
public final class XmppComponentCollector implements VersionCollector {

  private final Product product;
  private final XmppComponent settings;

  /** Does not connect yet. */
  public XmppComponentCollector(Product product, XmppComponent settings) {
    this.product = product;
    this.settings = settings;
  }

  @Override
  public String source() {
    return EvidenceSource.XMPP.label();
  }

  @Override
  public Collected collect() throws InterruptedException {
    String locator = "xmpp:" + settings.target();
    if (product.tells().xmpp() == null) {
      return VersionAnswer.of(product, locator, null, null);
    }
    try (BoundedConnection connection =
        BoundedConnection.open(settings.host(), settings.port(), settings.timeout(), null)) {
      ComponentStream.Told told = converse(connection);
      return VersionAnswer.of(product, locator, told.name(), told.version());
    } catch (CollectorFailure e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      return Collected.Missed.of(locator, e);
    }
  }

  private ComponentStream.Told converse(BoundedConnection connection) throws CollectorFailure {
    try {
      ComponentStream stream = ComponentStream.open(connection.in(), connection.out(), settings);
      stream.authenticate(settings.secret());
      return stream.askVersion(settings);
    } catch (IOException e) {
      throw connection.explain(e);
    } catch (XMLStreamException e) {
      Throwable cause = e.getNestedException();
      if (cause instanceof IOException broken) {
        throw connection.explain(broken);
      }
      throw new CollectorFailure(
          Failure.UNREADABLE, "the server does not speak XMPP there; check host and port");
    }
  }
}
