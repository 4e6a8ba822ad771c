package io.patchwatch.alerting.courier.feishu;

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
 * A Feishu or Lark group, reached through a custom bot.
 *
 * @param url the bot's address, a secret; or {@code url_file}
 * @param secret of the bot's signature check; null: calls are not signed
 * @param timeout for the whole call, 1 ms to 5 min; null: 10 s
 */
public record FeishuSettings(Secret url, @Nullable Secret secret, @Nullable Duration timeout)
    implements Way {

  public FeishuSettings {
    var unusedTarget = HttpTarget.of(url);
    HttpTarget.notEmpty(secret, "secret");
    timeout = HttpTarget.timeout(timeout);
  }

  URI target() {
    return HttpTarget.of(url);
  }

  @Override
  public Notifier open(Supplies supplies) {
    return new HttpNotifier(
        new FeishuDialect(this, supplies.words()), HttpTarget.timeout(timeout), supplies.clock());
  }

  @Override
  public Set<URI> targets() {
    return Set.of(target().resolve("/"));
  }
}
