package io.patchwatch.events.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ways other than HTTP and logs in which a product tells its version.
 *
 * @param xmpp its answer to XEP-0092 (software version), after a login or as a component
 * @param irc its answer to {@code VERSION}: numeric 351, second parameter; that is the name too
 * @param mumble its answer to the UDP ping: the numbers with dots; the ping has no name
 * @param metrics its Prometheus metrics, the best first
 */
public record Tells(
    @Nullable Saying xmpp,
    @Nullable Saying irc,
    @Nullable Saying mumble,
    List<MetricSpec> metrics) {

  public Tells {
    metrics = Check.list(metrics);
  }

  /** A product that tells its version in none of these ways. */
  public static Tells nothing() {
    return new Tells(null, null, null, List.of());
  }
}
