package io.patchwatch.app.live;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A certificate for {@code localhost} that signs itself.
 *
 * @param certificate PEM, to be trusted by clients
 * @param key PEM, without a password
 */
public record Certificate(Path certificate, Path key) {

  static Certificate create(Path directory) throws IOException {
    Certificate made =
        new Certificate(directory.resolve("localhost.crt"), directory.resolve("localhost.key"));
    ServerProcess.run(
        "openssl",
        directory,
        List.of(
            Installed.program("openssl").toString(),
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout",
            made.key.toString(),
            "-out",
            made.certificate.toString()));
    return made;
  }

  /** For clients that trust this certificate and no other. */
  public X509TrustManager trust() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(certificate)) {
      trusted.setCertificateEntry(
          "localhost", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    return (X509TrustManager) trust.getTrustManagers()[0];
  }

  /** One file with both, as ejabberd wants it. */
  Path joined() throws IOException {
    Path both = certificate.resolveSibling("localhost.pem");
    return Files.writeString(both, Files.readString(certificate) + Files.readString(key));
  }
}
