package io.patchwatch.alerting.courier.alertmanager;

import io.patchwatch.alerting.courier.Notifier;
import io.patchwatch.alerting.courier.Supplies;
import io.patchwatch.alerting.courier.Way;
import io.patchwatch.alerting.courier.http.HttpTarget;
import io.patchwatch.events.yaml.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An Alertmanager 0.22 or later, told by its API v2.
 *
 * @param urls of all its nodes, 1 to 10, without {@code /api/v2}
 * @param token sent as a bearer token; null: none
 * @param timeout for each call, 1 ms to 5 min; null: 10 s
 */
public record AlertmanagerSettings(
    List<Secret> urls, @Nullable Secret token, @Nullable Duration timeout) implements Way {

  private static final int MOST = 10;

  public AlertmanagerSettings {
    urls = urls == null ? List.of() : List.copyOf(urls);
    if (urls.isEmpty() || urls.size() > MOST) {
      throw new IllegalArgumentException(
          "urls: give 1 to " + MOST + ", one for each node of the cluster");
    }
    urls.forEach(HttpTarget::of);
    HttpTarget.notEmpty(token, "token");
    timeout = HttpTarget.timeout(timeout);
  }

  List<URI> nodes() {
    return urls.stream().map(AlertmanagerSettings::alerts).toList();
  }

  private static URI alerts(Secret url) {
    String base = HttpTarget.of(url).toString();
    return URI.create((base.endsWith("/") ? base : base + "/") + "api/v2/alerts");
  }

  @Override
  public Notifier open(Supplies supplies) {
    return new AlertmanagerNotifier(this, supplies);
  }

  @Override
  public Set<URI> targets() {
    return urls.stream()
        .map(url -> HttpTarget.of(url).resolve("/"))
        .collect(Collectors.toUnmodifiableSet());
  }
}
