package io.patchwatch.app.config;

import io.patchwatch.events.yaml.Secret;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ways other than HTTP to ask one server for its version. */
public final class AskConfig {

  private AskConfig() {}

  /**
   * XEP-0092 as a user who logs in.
   *
   * @param host null: what DNS says of the domain
   * @param starttls null: true, the password is never sent in the clear
   */
  public record Xmpp(
      String jid,
      Secret password,
      @Nullable String host,
      @Nullable Integer port,
      @Nullable Boolean starttls,
      AssetConfig.@Nullable Tls tls) {
    public Xmpp {
      present(jid, "jid");
      present(password, "password (or password_file)");
    }
  }

  /** XEP-0092 as an external component (XEP-0114). */
  public record XmppComponent(
      String component, Secret secret, String target, String host, @Nullable Integer port) {
    public XmppComponent {
      present(component, "component (its domain, as the server's configuration names it)");
      present(secret, "secret (or secret_file)");
      present(target, "target (the domain that is asked)");
      present(host, "host");
    }
  }

  /**
   * IRC.
   *
   * @param tls null: without TLS
   */
  public record Irc(
      String host,
      @Nullable Integer port,
      AssetConfig.@Nullable Tls tls,
      @Nullable String nick,
      @Nullable Secret password,
      @Nullable String operName,
      @Nullable Secret operPassword) {
    public Irc {
      present(host, "host");
    }
  }

  /** Mumble's UDP ping. */
  public record Mumble(String host, @Nullable Integer port) {
    public Mumble {
      present(host, "host");
    }
  }

  /** The server's own Prometheus metrics. */
  public record Metrics(
      URI url, @Nullable Map<String, Secret> headers, AssetConfig.@Nullable Tls tls) {
    public Metrics {
      present(url, "url (the whole address, with its path)");
    }
  }

  /**
   * A workload at the Kubernetes API server.
   *
   * @param kind null: deployment
   * @param container null: the one whose image the catalogue knows, or the only one
   */
  public record Workload(
      String namespace, String name, @Nullable Kind kind, @Nullable String container) {
    public Workload {
      present(namespace, "namespace");
      present(name, "name");
    }

    /** What keeps the pods running. */
    public enum Kind {
      DEPLOYMENT,
      STATEFULSET,
      DAEMONSET
    }
  }

  private static void present(@Nullable Object value, String key) {
    if (value == null || value.toString().isBlank()) {
      throw new IllegalArgumentException(key + " is missing");
    }
  }
}
