package io.patchwatch.alerting.history;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransportConfig;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchwatch.events.Wire;
import io.patchwatch.events.yaml.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A client of Elasticsearch. Opening it does no I/O to the cluster, which may come later. */
public final class ElasticsearchConnection implements AutoCloseable {

  /** The client reads a document out of the middle of an answer: something always follows. */
  private static final ObjectMapper JSON =
      Wire.json().copy().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final ElasticsearchClient client;

  private ElasticsearchConnection(ElasticsearchClient client) {
    this.client = client;
  }

  /**
   * Prepares the client.
   *
   * @throws IOException if the file of certificates cannot be used
   */
  public static ElasticsearchConnection open(ElasticsearchSettings settings) throws IOException {
    Path caFile = settings.caFile();
    SSLContext trust = caFile == null ? null : trusting(caFile);
    return new ElasticsearchConnection(
        ElasticsearchClient.of(
            config -> {
              config.hosts(settings.urls()).jsonMapper(new JacksonJsonpMapper(JSON));
              if (trust != null) {
                config.sslContext(trust);
              }
              return authenticate(config, settings);
            }));
  }

  private static ElasticsearchTransportConfig.Builder authenticate(
      ElasticsearchTransportConfig.Builder config, ElasticsearchSettings settings) {
    Secret apiKey = settings.apiKey();
    if (apiKey != null) {
      config.apiKey(apiKey.reveal());
    }
    String username = settings.username();
    Secret password = settings.password();
    if (username != null && password != null) {
      config.usernameAndPassword(username, password.reveal());
    }
    return config;
  }

  private static SSLContext trusting(Path caFile) throws IOException {
    try (InputStream pem = Files.newInputStream(caFile)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (certificates.isEmpty()) {
        throw new IOException("there is no certificate in it");
      }
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca-" + store.size(), certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(
          "elasticsearch.ca_file "
              + caFile
              + ": "
              + e.getMessage()
              + "; give a readable PEM file with the certificate authority of the cluster",
          e);
    }
  }

  ElasticsearchClient client() {
    return client;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
