package io.patchwatch.ingest.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How far the certificate of a watched server is trusted.
 *
 * @param caFile PEM file with the certificates to trust instead of the system's; also pins a
 *     self-signed server certificate
 * @param insecure accept any certificate: the version that is read then proves nothing against
 *     somebody in the middle
 */
public record TlsOptions(@Nullable Path caFile, boolean insecure) {

  /** The system's trust. */
  public static final TlsOptions SYSTEM = new TlsOptions(null, false);

  public TlsOptions {
    if (caFile != null && insecure) {
      throw new IllegalArgumentException("tls: use either ca_file or insecure, not both");
    }
  }

  /**
   * What a client connects with.
   *
   * @throws IOException if the certificate file cannot be read
   * @throws GeneralSecurityException if it has no certificates
   */
  public SSLContext context() throws IOException, GeneralSecurityException {
    if (caFile == null && !insecure) {
      return SSLContext.getDefault();
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {trustManager()}, null);
    return context;
  }

  /**
   * Who decides on a certificate; null: the system.
   *
   * @throws IOException if the certificate file cannot be read
   * @throws GeneralSecurityException if it has no certificates
   */
  public @Nullable X509TrustManager trustManager() throws IOException, GeneralSecurityException {
    if (insecure) {
      return new TrustAll();
    }
    return caFile == null ? null : (X509TrustManager) trust(caFile)[0];
  }

  private static TrustManager[] trust(Path caFile) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(caFile)) {
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  /** Asked for by name ({@code insecure: true}); an extended manager also skips the host name. */
  private static final class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
