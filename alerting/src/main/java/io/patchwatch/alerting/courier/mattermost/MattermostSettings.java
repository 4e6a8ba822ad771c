package io.patchwatch.alerting.courier.mattermost;

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
 * A Mattermost channel, reached through an incoming webhook.
 *
 * @param url the incoming webhook's address, a secret; {@code url_file} reads it from a file
 * @param channel another channel than the webhook's own; null: its own
 * @param timeout for the whole call, 1 ms to 5 min; null: 10 s
 */
public record MattermostSettings(Secret url, @Nullable String channel, @Nullable Duration timeout)
    implements Way {

  public MattermostSettings {
    var unusedTarget = HttpTarget.of(url);
    timeout = HttpTarget.timeout(timeout);
  }

  URI target() {
    return HttpTarget.of(url);
  }

  @Override
  public Notifier open(Supplies supplies) {
    return new HttpNotifier(
        new MattermostDialect(this, supplies.words()),
        HttpTarget.timeout(timeout),
        supplies.clock());
  }

  @Override
  public Set<URI> targets() {
    return Set.of(target().resolve("/"));
  }
}
