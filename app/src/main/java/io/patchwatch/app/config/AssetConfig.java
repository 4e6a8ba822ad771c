package io.patchwatch.app.config;

import io.patchwatch.events.Asset;
import io.patchwatch.events.yaml.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One chat server to watch.
 *
 * @param url where its version is read; null: not by HTTP
 * @param version declared by hand, where nothing can be asked
 * @param probe how it is asked, in whatever way; null: as by default
 * @param hosts names of its machine in inventories and in log records that are shipped
 * @param programs names under which it logs, in log records that are shipped
 * @param zone time zone of shipped log records that do not say theirs; null: this machine's
 * @param reported its version comes from an inventory file or the push API
 * @param xmpp asked over XMPP; null: not
 * @param xmppComponent asked over XMPP by a component; null: not
 * @param irc asked over IRC; null: not
 * @param mumble asked with Mumble's ping; null: not
 * @param metrics read from its own metrics; null: not
 * @param image container image that it runs, with its tag; null: not said
 * @param workload read from Kubernetes; null: not
 */
public record AssetConfig(
    String id,
    String product,
    @Nullable URI url,
    @Nullable String environment,
    @Nullable String owner,
    @Nullable Map<String, String> labels,
    @Nullable String version,
    @Nullable Probe probe,
    @Nullable List<LogFile> logs,
    @Nullable List<String> hosts,
    @Nullable List<String> programs,
    @Nullable ZoneId zone,
    boolean reported,
    AskConfig.@Nullable Xmpp xmpp,
    AskConfig.@Nullable XmppComponent xmppComponent,
    AskConfig.@Nullable Irc irc,
    AskConfig.@Nullable Mumble mumble,
    AskConfig.@Nullable Metrics metrics,
    @Nullable String image,
    AskConfig.@Nullable Workload workload) {

  public AssetConfig {
    if (id == null || !id.matches("[A-Za-z0-9._:@-]{1,200}")) {
      throw new IllegalArgumentException(
          "id is missing or has other characters than letters, digits and . _ : @ -");
    }
    if (product == null || product.isBlank()) {
      throw new IllegalArgumentException("product is missing; 'patchwatch products' lists them");
    }
    boolean told = reported || isGiven(hosts) || isGiven(programs);
    boolean asked =
        Stream.of(url, version, xmpp, xmppComponent, irc, mumble, metrics, image, workload)
            .anyMatch(Objects::nonNull);
    if (!asked && !told && (logs == null || logs.isEmpty())) {
      throw new IllegalArgumentException(
          "nothing to watch: give url (asked for its version), version (declared), logs, hosts (of"
              + " inventories and shipped logs), reported: true (by an inventory file or the push API), programs (of shipped logs), or one"
              + " of xmpp, xmpp_component, irc, mumble, metrics, image, workload");
    }
  }

  private static boolean isGiven(@Nullable List<String> names) {
    return names != null && !names.isEmpty();
  }

  /** How a server is asked for its version. */
  public record Probe(
      @Nullable Duration interval,
      @Nullable Duration timeout,
      @Nullable Map<String, Secret> headers,
      @Nullable Tls tls) {}

  /** How far its certificate is trusted. */
  public record Tls(@Nullable Path caFile, boolean insecure) {}

  /**
   * A log file to follow.
   *
   * @param zone time zone of times without one; null: this machine's
   * @param from where to begin with a file that is already there; null: at its end
   * @param format what a container runtime puts around each line; null: nothing
   */
  public record LogFile(
      Path path, @Nullable ZoneId zone, @Nullable From from, @Nullable Format format) {
    public LogFile {
      if (path == null) {
        throw new IllegalArgumentException("path is missing");
      }
    }
  }

  /** What stands around each line of a file. */
  public enum Format {
    PLAIN,
    DOCKER_JSON,
    CRI
  }

  /** Where to begin. */
  public enum From {
    BEGINNING,
    END
  }

  /** What travels with its events. */
  public Asset asset() {
    return Asset.of(
        id,
        environment == null ? "production" : environment,
        owner,
        labels == null ? Map.of() : labels);
  }

  /** Names of its machine. */
  public List<String> hostNames() {
    return hosts == null ? List.of() : hosts;
  }

  /** Names under which it logs. */
  public List<String> programNames() {
    return programs == null ? List.of() : programs;
  }

  public List<LogFile> logFiles() {
    return logs == null ? List.of() : logs;
  }
}
