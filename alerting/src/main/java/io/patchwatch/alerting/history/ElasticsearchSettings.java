package io.patchwatch.alerting.history;

import io.patchwatch.events.yaml.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Elasticsearch.
 *
 * @param urls {@code http} or {@code https} addresses of the cluster's nodes, at least one
 * @param username with {@code password}; not together with {@code apiKey}
 * @param apiKey in its encoded form, as Elasticsearch shows it once
 * @param caFile PEM file with the certificates to trust in place of the JVM's own
 */
public record ElasticsearchSettings(
    List<URI> urls,
    @Nullable String username,
    @Nullable Secret password,
    @Nullable Secret apiKey,
    @Nullable Path caFile) {

  public ElasticsearchSettings {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("elasticsearch.urls is empty; give at least one address");
    }
    urls.forEach(ElasticsearchSettings::check);
    if ((username == null) != (password == null)) {
      throw new IllegalArgumentException(
          "elasticsearch.username and elasticsearch.password belong together");
    }
    if (username != null && apiKey != null) {
      throw new IllegalArgumentException(
          "elasticsearch: use either api_key or username and password, not both");
    }
  }

  /** A node that asks for no credentials. */
  public static ElasticsearchSettings at(URI url) {
    return new ElasticsearchSettings(List.of(url), null, null, null, null);
  }

  private static void check(URI url) {
    String scheme = String.valueOf(url.getScheme());
    if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
      throw new IllegalArgumentException(
          "elasticsearch.urls: '" + url.getHost() + "' is not an http or https address");
    }
    if (url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "elasticsearch.urls: the address of "
              + url.getHost()
              + " has credentials; use username and password instead");
    }
  }
}
