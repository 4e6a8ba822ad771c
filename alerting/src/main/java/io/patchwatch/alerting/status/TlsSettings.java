package io.patchwatch.alerting.status;

import io.patchwatch.events.yaml.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The server's certificate ({@code server.tls}).
 *
 * @param keystore PKCS#12 file with its key and chain
 * @param password of the file
 */
public record TlsSettings(Path keystore, Secret password) {

  public TlsSettings {
    if (keystore == null || password == null) {
      throw new IllegalArgumentException(
          "keystore and password are needed; make one with: openssl pkcs12 -export -in cert.pem"
              + " -inkey key.pem -out server.p12");
    }
  }

  SSLContext context() throws IOException {
    try (InputStream in = Files.newInputStream(keystore)) {
      char[] secret = password.reveal().toCharArray();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, secret);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, secret);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(
          "server.tls.keystore "
              + keystore
              + ": "
              + e.getMessage()
              + "; give a readable PKCS#12 file and its password",
          e);
    }
  }
}
