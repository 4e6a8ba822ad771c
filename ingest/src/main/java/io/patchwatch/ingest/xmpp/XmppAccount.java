package io.patchwatch.ingest.xmpp;

import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.net.TlsOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.jxmpp.jid.EntityBareJid;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.stringprep.XmppStringprepException;

/**
 * An account that asks its own server for the version. Any account will do; it needs no rights.
 *
 * @param jid {@code watch@chat.example.org}; the part behind the @ is asked
 * @param host where the server is; null: what DNS says of the domain (SRV)
 * @param port of clients; used with {@code host} only
 * @param starttls whether the connection must be encrypted before the password is sent
 * @param timeout for everything from the connection to the answer
 */
public record XmppAccount(
    String jid,
    Secret password,
    @Nullable String host,
    int port,
    boolean starttls,
    Duration timeout,
    TlsOptions tls) {

  /** The usual port of clients. */
  public static final int PORT = 5222;

  public XmppAccount {
    parse(jid);
  }

  EntityBareJid address() {
    return parse(jid);
  }

  private static EntityBareJid parse(String jid) {
    try {
      return JidCreate.entityBareFrom(jid);
    } catch (XmppStringprepException e) {
      throw new IllegalArgumentException("'" + jid + "' is no address; use user@domain", e);
    }
  }
}
