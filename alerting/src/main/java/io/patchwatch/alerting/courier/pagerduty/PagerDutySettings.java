package io.patchwatch.alerting.courier.pagerduty;

import io.patchwatch.alerting.courier.Notifier;
import io.patchwatch.alerting.courier.Supplies;
import io.patchwatch.alerting.courier.Way;
import io.patchwatch.alerting.courier.http.HttpNotifier;
import io.patchwatch.alerting.courier.http.HttpTarget;
import io.patchwatch.events.yaml.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A PagerDuty service, told by the Events API v2.
 *
 * @param routingKey the integration key of the service, a secret; or {@code routing_key_file}
 * @param url of another region or a proxy, as {@code https://events.eu.pagerduty.com/v2/enqueue};
 *     null: the US region's
 * @param timeout for the whole call, 1 ms to 5 min; null: 10 s
 */
public record PagerDutySettings(Secret routingKey, @Nullable Secret url, @Nullable Duration timeout)
    implements Way {

  private static final String US = "https://events.pagerduty.com/v2/enqueue";

  public PagerDutySettings {
    HttpTarget.present(routingKey, "routing_key");
    url = url == null ? Secret.of(US) : url;
    var unusedTarget = HttpTarget.of(url);
    timeout = HttpTarget.timeout(timeout);
  }

  URI target() {
    return HttpTarget.of(url);
  }

  @Override
  public Notifier open(Supplies supplies) {
    return new HttpNotifier(
        new PagerDutyDialect(this, supplies.words()),
        HttpTarget.timeout(timeout),
        supplies.clock());
  }

  @Override
  public Set<URI> targets() {
    return Set.of(target().resolve("/"));
  }
}
