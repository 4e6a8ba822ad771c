package io.patchwatch.events.access;

import io.patchwatch.events.yaml.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that a server of ours shows.
 *
 * @param keystore PKCS#12 file with its key and chain
 * @param password of the file
 */
public record ServerKey(Path keystore, Secret password) {

  public ServerKey {
    if (keystore == null || password == null) {
      throw new IllegalArgumentException(
          "keystore and password are needed; make one with: openssl pkcs12 -export -in cert.pem"
              + " -inkey key.pem -out server.p12");
    }
  }

  /**
   * What a server speaks TLS with.
   *
   * @param key of the configuration, for the message
   * @param clients who decides on certificates of clients; null: nobody asks for them
   * @throws IOException if the file or its password cannot be used; the message says what to change
   */
  public SSLContext context(String key, @Nullable TrustManager clients) throws IOException {
    try (InputStream in = Files.newInputStream(keystore)) {
      char[] secret = password.reveal().toCharArray();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, secret);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, secret);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keys.getKeyManagers(), clients == null ? null : new TrustManager[] {clients}, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(
          key
              + ".keystore "
              + keystore
              + ": "
              + e.getMessage()
              + "; give a readable PKCS#12 file and its password",
          e);
    }
  }
}
