package io.patchwatch.events.shipping;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which full name a short host name means, and the other way round, where only one can be meant.
 */
final class ShortNames {

  private final Set<String> names;
  private final Map<String, Set<String>> longByShort = new HashMap<>();

  /**
   * Learns the names.
   *
   * @param hosts in lower case
   */
  ShortNames(List<String> hosts) {
    names = Set.copyOf(hosts);
    for (String host : hosts) {
      String first = shortened(host);
      if (!first.equals(host)) {
        longByShort.computeIfAbsent(first, key -> new HashSet<>()).add(host);
      }
    }
  }

  /** The known name that a name means which is not known itself; itself when there is none. */
  String other(String host) {
    String first = shortened(host);
    if (!first.equals(host)) {
      return names.contains(first) ? first : host;
    }
    Set<String> full = longByShort.getOrDefault(host, Set.of());
    return full.size() == 1 ? full.iterator().next() : host;
  }

  /** The part before the first dot; addresses stay whole. */
  private static String shortened(String host) {
    int dot = host.indexOf('.');
    boolean address =
        host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    return dot <= 0 || address ? host : host.substring(0, dot);
  }
}
