package io.patchwatch.app.live;

import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.sasl.SASLErrorException;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;

/** A user's client: STARTTLS, then SASL, as chat programs log in. */
final class XmppClient {

  private final XmppServer server;
  private final String mechanism;

  /**
   * A client of this server.
   *
   * @param mechanism of SASL, {@code PLAIN} or {@code SCRAM-SHA-1}
   */
  XmppClient(XmppServer server, String mechanism) {
    this.server = server;
    this.mechanism = mechanism;
  }

  /** Tries to log in, and out again; whether the server believed the password. */
  boolean login(String user, String password) throws Exception {
    XMPPTCPConnection connection =
        new XMPPTCPConnection(
            XMPPTCPConnectionConfiguration.builder()
                .setXmppDomain("localhost")
                .setHost(Loopback.ADDRESS)
                .setPort(server.xmppPort())
                .setSecurityMode(SecurityMode.required)
                .setCustomX509TrustManager(server.certificate().trust())
                .addEnabledSaslMechanism(mechanism)
                .setUsernameAndPassword(user, password)
                .build());
    try {
      connection.connect().login();
      return true;
    } catch (SASLErrorException refused) {
      return false;
    } finally {
      connection.disconnect();
    }
  }
}
