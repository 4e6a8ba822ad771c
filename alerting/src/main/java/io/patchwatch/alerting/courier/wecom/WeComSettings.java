package io.patchwatch.alerting.courier.wecom;

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
 * A WeCom (WeChat Work) group, reached through a group robot.
 *
 * @param url the robot's address with its key, a secret; or {@code url_file}
 * @param timeout for the whole call, 1 ms to 5 min; null: 10 s
 */
public record WeComSettings(Secret url, @Nullable Duration timeout) implements Way {

  public WeComSettings {
    var unusedTarget = HttpTarget.of(url);
    timeout = HttpTarget.timeout(timeout);
  }

  URI target() {
    return HttpTarget.of(url);
  }

  @Override
  public Notifier open(Supplies supplies) {
    return new HttpNotifier(
        new WeComDialect(this, supplies.words()), HttpTarget.timeout(timeout), supplies.clock());
  }

  @Override
  public Set<URI> targets() {
    return Set.of(target().resolve("/"));
  }
}
