package io.patchwatch.streams.policy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In which order releases go through the environments.
 *
 * @param order environments, the earliest first, 2 to 10
 * @param soak so long a release must have run in one before the next, 0 to 90 days; absent: 24 h
 * @param settledAfter so long after it was first seen, a release that was promoted unverified is no
 *     longer reported, up to 365 days; absent: 7 days
 */
public record RolloutRule(List<String> order, Duration soak, Duration settledAfter) {

  private static final int MOST = 10;
  private static final Duration DEFAULT_SOAK = Duration.ofHours(24);
  private static final Duration DEFAULT_SETTLED = Duration.ofDays(7);

  public RolloutRule {
    order = order == null ? List.of() : List.copyOf(order);
    soak = soak == null ? DEFAULT_SOAK : soak;
    settledAfter = settledAfter == null ? DEFAULT_SETTLED : settledAfter;
    if (order.size() < 2 || order.size() > MOST || new HashSet<>(order).size() != order.size()) {
      throw new IllegalArgumentException(
          "order must name 2 to "
              + MOST
              + " different environments, for example"
              + " [staging, production]");
    }
    if (soak.isNegative() || soak.compareTo(Duration.ofDays(90)) > 0) {
      throw new IllegalArgumentException("soak is " + soak + "; use 0s to 90d");
    }
    if (settledAfter.compareTo(Duration.ofMinutes(1)) < 0
        || settledAfter.compareTo(Duration.ofDays(365)) > 0) {
      throw new IllegalArgumentException("settled_after is " + settledAfter + "; use 1m to 365d");
    }
  }

  /** The environment before this one; null: it is the first, or none of them. */
  @Nullable String before(String environment) {
    int place = order.indexOf(environment);
    return place < 1 ? null : order.get(place - 1);
  }

  /** The soak time as people write it. */
  String soakText() {
    long hours = soak.toHours();
    return soak.equals(Duration.ofHours(hours)) ? hours + "h" : soak.toString();
  }
}
