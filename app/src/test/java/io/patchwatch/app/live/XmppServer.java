package io.patchwatch.app.live;

import java.net.URI;
import java.nio.file.Path;

/**
 * A real XMPP server with the domain {@code localhost} and STARTTLS with a certificate of its own.
 */
public interface XmppServer extends AutoCloseable {

  /** Where clients connect on 127.0.0.1. */
  int xmppPort();

  /** Where clients come in over HTTP (XEP-0124); X-Forwarded-For is believed. */
  URI boshUri();

  /** Its log, in UTC. */
  Path logFile();

  Certificate certificate();

  /** Creates the account {@code user@localhost}. */
  void register(String user, String password) throws Exception;

  @Override
  void close();
}
