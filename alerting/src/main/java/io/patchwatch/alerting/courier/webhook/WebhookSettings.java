package io.patchwatch.alerting.courier.webhook;

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
 * A receiver that is called by HTTP. In the configuration each secret may also be given as a file,
 * {@code url_file} and {@code secret_file}.
 *
 * @param url http or https; a secret, for many services put a token into it
 * @param secret signs each call; null: calls are not signed
 * @param timeout for the whole call, 1 ms to 5 min; null: 10 s
 */
public record WebhookSettings(Secret url, @Nullable Secret secret, @Nullable Duration timeout)
    implements Way {

  public WebhookSettings {
    var unusedTarget = HttpTarget.of(url);
    HttpTarget.notEmpty(secret, "secret");
    timeout = HttpTarget.timeout(timeout);
  }

  /** Calls to this URL, signed with this secret if there is one. */
  public static WebhookSettings to(String url, @Nullable String secret) {
    return new WebhookSettings(Secret.of(url), secret == null ? null : Secret.of(secret), null);
  }

  URI target() {
    return HttpTarget.of(url);
  }

  @Override
  public Notifier open(Supplies supplies) {
    return new HttpNotifier(
        new WebhookDialect(this, supplies.words()), HttpTarget.timeout(timeout), supplies.clock());
  }

  @Override
  public Set<URI> targets() {
    return Set.of(target().resolve("/"));
  }
}
