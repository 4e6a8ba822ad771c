package io.patchwatch.streams.unpatched;

import io.patchwatch.events.Evidence;
import io.patchwatch.events.PackageFact;
import io.patchwatch.events.SoftwareObserved;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source saw a newer version before.
 *
 * @param version what it sees now
 * @param former what it saw before
 * @param formerSeen when it last saw that
 */
record Rollback(String version, String former, Instant formerSeen, Evidence evidence) {

  static Rollback of(Testimony.Former former, SoftwareObserved now) {
    return new Rollback(
        text(now.version(), now.packageFact()),
        text(former.version(), former.packageFact()),
        former.seen(),
        now.evidence());
  }

  private static String text(String version, @Nullable PackageFact fact) {
    return fact == null ? version : fact.version();
  }
}
