package io.patchwatch.alerting.courier.dingtalk;

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
 * A DingTalk group, reached through a custom robot.
 *
 * @param url the robot's address with its access_token, a secret; or {@code url_file}
 * @param secret of the robot's security setting "sign" ({@code SEC…}); null: calls are not signed
 * @param timeout for the whole call, 1 ms to 5 min; null: 10 s
 */
public record DingTalkSettings(Secret url, @Nullable Secret secret, @Nullable Duration timeout)
    implements Way {

  public DingTalkSettings {
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
        new DingTalkDialect(this, supplies.words()), HttpTarget.timeout(timeout), supplies.clock());
  }

  @Override
  public Set<URI> targets() {
    return Set.of(target().resolve("/"));
  }
}
