package io.patchwatch.ingest.syslog;

import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.shipping.syslog.SyslogMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Gives the messages of one connection identities. One with a precise time has the same on every
 * connection, so that a sender that repeats it after a reconnect does not double it. One without
 * has one of this connection only: two that look alike may be two.
 */
final class Identities {

  /** So many messages back a repetition is recognised as a second one and not as the first. */
  private static final int REMEMBERED = 1_024;

  private final String connection = UUID.randomUUID().toString();
  private final Map<String, Integer> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };
  private long number;

  String of(SyslogMessage message) {
    number++;
    if (message.time() == null || !message.precise()) {
      return connection + '#' + number;
    }
    String print =
        Fingerprints.of(
            message.time().toString(),
            String.valueOf(message.host()),
            String.valueOf(message.program()),
            message.text());
    return print + '#' + seen.merge(print, 1, Integer::sum);
  }
}
