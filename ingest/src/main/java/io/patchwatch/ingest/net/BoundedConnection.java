package io.patchwatch.ingest.net;

import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.ingest.versions.CollectorFailure;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection for one short conversation: closed when its time is over, whatever happens, and
 * at the first byte too many.
 */
public final class BoundedConnection implements Closeable {

  /** Most bytes that are read. */
  public static final int MAX_BYTES = 256 * 1024;

  private final Duration timeout;
  private final Socket plain;
  private final Watchdog watchdog;
  private Socket socket;

  private BoundedConnection(Duration timeout) {
    this.timeout = timeout;
    this.plain = new BoundedSocket(MAX_BYTES);
    this.socket = plain;
    this.watchdog = Watchdog.start(timeout, this::closeQuietly);
  }

  /**
   * Connects.
   *
   * @param timeout for everything, from the connection to the last byte
   * @param tls how the server is trusted; null: without TLS
   * @throws CollectorFailure naming what kept us out
   */
  public static BoundedConnection open(
      String host, int port, Duration timeout, @Nullable TlsOptions tls) throws CollectorFailure {
    BoundedConnection connection = new BoundedConnection(timeout);
    try {
      connection.connect(host, port, tls);
      return connection;
    } catch (IOException | GeneralSecurityException e) {
      CollectorFailure failure = connection.explain(e);
      connection.close();
      throw failure;
    }
  }

  private void connect(String host, int port, @Nullable TlsOptions tls)
      throws IOException, GeneralSecurityException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException(host);
    }
    plain.connect(address, (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE));
    if (tls != null) {
      SSLSocket encrypted =
          (SSLSocket) tls.context().getSocketFactory().createSocket(plain, host, port, true);
      socket = encrypted;
      SSLParameters parameters = encrypted.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm(tls.insecure() ? null : "HTTPS");
      encrypted.setSSLParameters(parameters);
      encrypted.startHandshake();
    }
  }

  /** What the server says. */
  public InputStream in() throws IOException {
    return socket.getInputStream();
  }

  /** What it is told. */
  public OutputStream out() throws IOException {
    return socket.getOutputStream();
  }

  /** What an exception on this connection means. */
  public CollectorFailure explain(Exception e) {
    if (watchdog.hasBarked()) {
      return new CollectorFailure(
          Failure.TIMEOUT,
          "no complete answer within "
              + timeout.toMillis()
              + " ms; check the server or raise timeout");
    }
    return explain(e, MAX_BYTES);
  }

  /** What an exception means of a connection that reads so many bytes at most. */
  public static CollectorFailure explain(Throwable e, int most) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BoundedSocket.TooLarge) {
        return new CollectorFailure(
            Failure.TOO_LARGE, "the server sent more than " + most + " bytes; is this its port?");
      }
      if (cause instanceof SSLException) {
        return new CollectorFailure(
            Failure.TLS,
            "TLS failed: " + cause.getMessage() + "; set tls.ca_file to trust its certificate");
      }
    }
    return new CollectorFailure(
        Failure.UNREACHABLE,
        "no connection, or it was cut ("
            + e.getClass().getSimpleName()
            + "); check host, port, firewall and that the server runs");
  }

  private void closeQuietly() {
    try {
      plain.close();
    } catch (IOException e) {
      // it is gone either way
    }
  }

  @Override
  public void close() {
    watchdog.close();
    closeQuietly();
  }
}
