package io.patchwatch.streams.verdict;

import io.patchwatch.events.Precision;
import io.patchwatch.events.Severity;
import io.patchwatch.events.Upgrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one release of one product.
 *
 * @param affected vulnerabilities that it has, worst first
 * @param notAffected vulnerabilities that it does not have
 * @param unknown vulnerabilities of which it cannot be told
 * @param remarks records that nobody reviewed and nothing can be compared with; shown, not counted
 * @param superseded names of the product's vulnerabilities that were told before they had their
 *     own, with what they are called now
 * @param support its release cycle; null when no life cycle data names it
 * @param smallestSafe what to install: the smallest safe release in the same lane, else in the next
 *     lane that has one; null when no other release would be better, or none is known
 * @param latestSafe the newest safe release, not older than the running one, that any source names;
 *     null when none is known, also when the running one is newer than all that are named
 * @param laneBest when the smallest safe release is in another lane or there is none: the release
 *     of the running lane that leaves least open; null when none is better than the running one
 * @param covered whether there is any advisory for the product at all; without one "no
 *     vulnerability" means nothing
 * @param unreadable why the version cannot be read; null when it can
 */
public record Verdict(
    String product,
    String version,
    Precision precision,
    List<Answer.Affected> affected,
    List<Answer.NotAffected> notAffected,
    List<Answer.Doubt> unknown,
    List<Answer.Doubt> remarks,
    SortedMap<String, String> superseded,
    @Nullable Support support,
    @Nullable SafeVersion smallestSafe,
    @Nullable SafeVersion latestSafe,
    @Nullable Upgrade laneBest,
    boolean covered,
    @Nullable String unreadable) {

  /** The verdict in one word. */
  public enum State {
    UNPATCHED,
    END_OF_LIFE,
    UNKNOWN,
    PATCHED
  }

  public Verdict {
    affected = List.copyOf(affected);
    notAffected = List.copyOf(notAffected);
    unknown = List.copyOf(unknown);
    remarks = List.copyOf(remarks);
  }

  /** What could be installed and what would stay open after each, the smallest step first. */
  public List<Upgrade> upgrades() {
    List<Upgrade> all = new ArrayList<>();
    Stream.of(laneBest, upgrade(smallestSafe), upgrade(latestSafe))
        .filter(Objects::nonNull)
        .filter(upgrade -> all.stream().noneMatch(u -> u.version().equals(upgrade.version())))
        .forEach(all::add);
    return all;
  }

  private static @Nullable Upgrade upgrade(@Nullable SafeVersion safe) {
    return safe == null
        ? null
        : new Upgrade(safe.version(), safe.sameLane(), List.of(), safe.unverified());
  }

  /** Affected beats end of life beats unknown; patched is only what is none of them. */
  public State state() {
    if (!affected.isEmpty()) {
      return State.UNPATCHED;
    }
    if (endOfLife()) {
      return State.END_OF_LIFE;
    }
    return covered && unknown.isEmpty() && unreadable == null ? State.PATCHED : State.UNKNOWN;
  }

  /** Whether the release gets no more security fixes. */
  public boolean endOfLife() {
    return support != null && support.ended();
  }

  /** The worst severity of {@link #affected()}; {@link Severity#UNKNOWN} when there is none. */
  public Severity worst() {
    return affected.stream().map(Answer.Affected::severity).reduce(Severity.UNKNOWN, Severity::or);
  }
}
