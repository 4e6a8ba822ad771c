package io.patchwatch.alerting.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver was sent within the last minute. At most {@code burst} single messages and one
 * digest go out in any minute. Pure.
 */
public record Budget(List<Instant> singles, @Nullable Instant digest) {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  static final Budget UNSPENT = new Budget(List.of(), null);

  public Budget {
    singles = List.copyOf(singles);
  }

  int singlesLeft(int burst, Instant now) {
    long spent = singles.stream().filter(at -> recent(at, now)).count();
    return (int) Math.max(0, burst - spent);
  }

  boolean digestLeft(Instant now) {
    return digest == null || !recent(digest, now);
  }

  Budget spendSingle(Instant now) {
    List<Instant> kept = new ArrayList<>(singles.stream().filter(at -> recent(at, now)).toList());
    kept.add(now);
    return new Budget(kept, digest);
  }

  Budget spendDigest(Instant now) {
    return new Budget(singles, now);
  }

  /** What lies in the future (the clock was put back) counts no longer. */
  private static boolean recent(Instant at, Instant now) {
    return !at.isAfter(now) && at.plus(WINDOW).isAfter(now);
  }
}
