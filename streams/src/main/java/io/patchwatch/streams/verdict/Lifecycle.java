package io.patchwatch.streams.verdict;

import io.patchwatch.events.LifecyclePublished;
import io.patchwatch.streams.version.UnreadableVersionException;
import io.patchwatch.streams.version.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The release cycles of a product, by the numbers that start their versions. */
final class Lifecycle {

  private record Numbered(LifecyclePublished.Cycle cycle, Lane lane) {}

  private final List<Numbered> cycles;
  private final String source;
  private final ProductRules rules;

  Lifecycle(@Nullable LifecyclePublished published, ProductRules rules) {
    this.rules = rules;
    this.source = published == null ? "" : published.source();
    this.cycles = published == null ? List.of() : numbered(published);
  }

  private List<Numbered> numbered(LifecyclePublished published) {
    List<Numbered> result = new ArrayList<>();
    for (LifecyclePublished.Cycle cycle : published.cycles()) {
      Version name = read(cycle.name());
      if (name != null) {
        result.add(new Numbered(cycle, new Lane(name.numbers())));
      }
    }
    return List.copyOf(result);
  }

  private @Nullable Version read(@Nullable String text) {
    try {
      return text == null ? null : rules.scheme().parse(text);
    } catch (UnreadableVersionException e) {
      // A cycle with a word for a name ("rolling") matches no version.
      return null;
    }
  }

  /** The longest cycle name that starts the version; else an older one than all that ended. */
  @Nullable Support support(Version version, LocalDate today) {
    Lane own = new Lane(version.numbers());
    Numbered best = null;
    for (Numbered candidate : cycles) {
      boolean longer =
          best == null || candidate.lane().numbers().size() > best.lane().numbers().size();
      if (own.within(candidate.lane()) && longer) {
        best = candidate;
      }
    }
    return best == null ? olderThanAll(version, own, today) : support(best, today);
  }

  private Support support(Numbered numbered, LocalDate today) {
    LifecyclePublished.Cycle cycle = numbered.cycle();
    return new Support(
        cycle.name(), cycle.endOfLife(), ended(cycle, today), cycle.longTerm(), source);
  }

  /** Lists drop their oldest cycles: what is older than an ended oldest one has ended too. */
  private @Nullable Support olderThanAll(Version version, Lane own, LocalDate today) {
    Numbered oldest =
        cycles.stream().min((left, right) -> left.lane().compareTo(right.lane())).orElse(null);
    if (oldest == null
        || own.compareTo(oldest.lane()) >= 0
        || oldest.lane().within(own)
        || !ended(oldest.cycle(), today)) {
      return null;
    }
    return new Support(Lane.of(version, rules.laneDepth()).name(), null, true, false, source);
  }

  private static boolean ended(LifecyclePublished.Cycle cycle, LocalDate today) {
    LocalDate day = cycle.endOfLife();
    return day == null ? cycle.ended() : !today.isBefore(day);
  }

  /** The newest release of each cycle, as possible upgrades. */
  Stream<Version> latest() {
    return cycles.stream().map(numbered -> read(numbered.cycle().latest())).filter(v -> v != null);
  }
}
