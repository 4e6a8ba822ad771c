package io.patchwatch.ingest.xmpp;

import io.patchwatch.events.yaml.Secret;
import java.time.Duration;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.stringprep.XmppStringprepException;

/**
 * An external component (XEP-0114) that asks its server for the version.
 *
 * @param component its own domain, as the server's configuration names it
 * @param secret shared with the server
 * @param target domain that is asked, {@code chat.example.org}
 * @param host where the server takes components
 * @param port of components
 * @param timeout for everything from the connection to the answer
 */
public record XmppComponent(
    String component, Secret secret, String target, String host, int port, Duration timeout) {

  /** The usual port of components. */
  public static final int PORT = 5347;

  public XmppComponent {
    domain(component);
    domain(target);
  }

  private static void domain(String name) {
    try {
      JidCreate.domainBareFrom(name);
    } catch (XmppStringprepException e) {
      throw new IllegalArgumentException("'" + name + "' is no domain", e);
    }
  }
}
