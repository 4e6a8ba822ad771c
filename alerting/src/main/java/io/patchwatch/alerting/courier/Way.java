package io.patchwatch.alerting.courier;

import java.net.URI;
import java.util.Set;

/** How a receiver is reached: the settings of one kind of notifier. */
public interface Way {

  /** A notifier with these settings; it makes no connection before its first message. */
  Notifier open(Supplies supplies);

  /** What a message has to pass, as {@code scheme://host:port}; empty: nothing but this process. */
  default Set<URI> targets() {
    return Set.of();
  }
}
