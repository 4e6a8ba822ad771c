package io.patchwatch.ingest.xmpp;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.net.BoundedConnection;
import io.patchwatch.ingest.net.Watchdog;
import io.patchwatch.ingest.versions.Collected;
import io.patchwatch.ingest.versions.CollectorFailure;
import io.patchwatch.ingest.versions.VersionCollector;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.X509TrustManager;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.XMPPException;
import org.jivesoftware.smack.sasl.SASLErrorException;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.iqversion.packet.Version;
import org.jspecify.annotations.Nullable;

/**
 * Logs in, asks the own server for its software version (XEP-0092) and leaves. A connection for
 * each question: servers count idle clients, and a restart of the server needs no special case.
 */
public final class XmppCollector implements VersionCollector {

  /** Most bytes that a server may send before the version: features, certificates, answers. */
  static final int MAX_BYTES = 512 * 1024;

  /** Smack writes whole stack traces of refused connections; what matters is in the failure. */
  private static final Logger SMACK = Logger.getLogger("org.jivesoftware.smack");

  static {
    SMACK.setLevel(Level.OFF);
  }

  private final Product product;
  private final XmppAccount account;
  private final @Nullable X509TrustManager trust;

  /**
   * Does not connect yet.
   *
   * @throws IOException if the certificate file cannot be read
   * @throws GeneralSecurityException if it has no certificates
   */
  public XmppCollector(Product product, XmppAccount account)
      throws IOException, GeneralSecurityException {
    this.product = product;
    this.account = account;
    this.trust = account.tls().trustManager();
  }

  @Override
  public String source() {
    return EvidenceSource.XMPP.label();
  }

  @Override
  public Collected collect() throws InterruptedException {
    String locator = "xmpp:" + account.address().getDomain();
    if (product.tells().xmpp() == null) {
      return VersionAnswer.of(product, locator, null, null);
    }
    try {
      Version answer = ask();
      return VersionAnswer.of(product, locator, answer.getName(), answer.getVersion());
    } catch (CollectorFailure e) {
      return Collected.Missed.of(locator, e);
    }
  }

  private Version ask() throws CollectorFailure, InterruptedException {
    XMPPTCPConnection connection = new XMPPTCPConnection(configuration());
    connection.setReplyTimeout(account.timeout().toMillis());
    try (Watchdog watchdog = Watchdog.start(account.timeout(), connection::instantShutdown)) {
      try {
        connection.connect().login();
        return connection.sendIqRequestAndWaitForResponse(
            new Version(account.address().asDomainBareJid()));
      } catch (SmackException | XMPPException | IOException e) {
        throw watchdog.hasBarked() ? timedOut() : explain(e);
      } finally {
        connection.instantShutdown();
      }
    }
  }

  private XMPPTCPConnectionConfiguration configuration() {
    XMPPTCPConnectionConfiguration.Builder builder =
        XMPPTCPConnectionConfiguration.builder()
            .setXmppDomain(account.address().asDomainBareJid())
            .setUsernameAndPassword(account.address().getLocalpart(), account.password().reveal())
            .setSecurityMode(account.starttls() ? SecurityMode.required : SecurityMode.disabled)
            .setSocketFactory(new BoundedSockets(MAX_BYTES))
            .setConnectTimeout((int) account.timeout().toMillis())
            .setSendPresence(false)
            .setCompressionEnabled(false);
    if (trust != null) {
      builder.setCustomX509TrustManager(trust);
    }
    String host = account.host();
    if (host != null) {
      builder.setHost(host).setPort(account.port());
    }
    if (account.tls().insecure()) {
      builder.setHostnameVerifier((name, session) -> true);
    }
    return builder.build();
  }

  private CollectorFailure explain(Exception e) {
    return switch (e) {
      case SASLErrorException refused ->
          new CollectorFailure(
              Failure.REFUSED,
              "the server refused the login ("
                  + refused.getSASLFailure().getSASLError()
                  + "); check jid and password");
      case SmackException.SmackSaslException none ->
          new CollectorFailure(
              Failure.REFUSED, "the server offers no way to log in with a password over this link");
      case SmackException.SecurityRequiredByClientException none ->
          new CollectorFailure(
              Failure.TLS,
              "the server offers no STARTTLS; the password is not sent in the clear unless"
                  + " starttls is false");
      case XMPPException.XMPPErrorException error ->
          new CollectorFailure(
              Failure.UNREADABLE,
              "the server does not answer XEP-0092 ("
                  + error.getStanzaError().getCondition()
                  + "); load its module for software versions");
      case SmackException.NoResponseException none -> timedOut();
      default -> BoundedConnection.explain(e, MAX_BYTES);
    };
  }

  private CollectorFailure timedOut() {
    Duration timeout = account.timeout();
    return new CollectorFailure(
        Failure.TIMEOUT,
        "no answer within " + timeout.toMillis() + " ms; check the server or raise timeout");
  }
}
