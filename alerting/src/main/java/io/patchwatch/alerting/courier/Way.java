package io.patchwatch.alerting.courier;

import java.util.Set;

/** How a receiver is reached: the settings of one kind of notifier. */
public interface Way {

  /** A notifier with these settings; it makes no connection before its first message. */
  Notifier open(Supplies supplies);

  /** Hosts that a message has to pass; empty: none beside this process. */
  default Set<String> hosts() {
    return Set.of();
  }
}
