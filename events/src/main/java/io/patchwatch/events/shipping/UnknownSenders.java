package io.patchwatch.events.shipping;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator once of each sender that belongs to no asset. Thread-safe, bounded. */
public final class UnknownSenders {

  /** So many are told one by one. */
  static final int MOST = 1_000;

  private static final Logger log = LoggerFactory.getLogger(UnknownSenders.class);

  private final Set<String> told = new HashSet<>();

  /**
   * Warns of a sender, the first time it is seen.
   *
   * @param way by which its records come
   * @return whether it was told now
   */
  public boolean tell(String way, Attribution.Unknown unknown) {
    synchronized (told) {
      if (told.size() >= MOST || !told.add(way + ' ' + unknown.sender())) {
        return false;
      }
      if (told.size() == MOST) {
        log.warn("more than {} unknown senders of log records; no more of them are named", MOST);
      }
    }
    log.warn(
        "log records by {} from {} belong to no asset and are not kept: {}",
        way,
        unknown.sender(),
        unknown.remedy());
    return true;
  }
}
