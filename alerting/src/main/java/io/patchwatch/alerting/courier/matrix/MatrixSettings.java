package io.patchwatch.alerting.courier.matrix;

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
 * A Matrix room, told by a user of its homeserver.
 *
 * @param url of the homeserver, as {@code https://matrix.example.org}
 * @param room its id, as {@code !abc:example.org}; the user has to be in it
 * @param token the user's access token, a secret; or {@code token_file}
 * @param timeout for the whole call, 1 ms to 5 min; null: 10 s
 */
public record MatrixSettings(Secret url, String room, Secret token, @Nullable Duration timeout)
    implements Way {

  private static final int MAX_ROOM = 255;

  public MatrixSettings {
    var unusedTarget = HttpTarget.of(url);
    HttpTarget.present(token, "token");
    if (room == null || !room.startsWith("!") || room.length() > MAX_ROOM) {
      throw new IllegalArgumentException(
          "room: give the room's id, as !abc:example.org; the room's settings show it");
    }
    timeout = HttpTarget.timeout(timeout);
  }

  URI target() {
    return HttpTarget.of(url);
  }

  @Override
  public Notifier open(Supplies supplies) {
    return new HttpNotifier(
        new MatrixDialect(this, supplies.words()), HttpTarget.timeout(timeout), supplies.clock());
  }

  @Override
  public Set<URI> targets() {
    return Set.of(target().resolve("/"));
  }
}
