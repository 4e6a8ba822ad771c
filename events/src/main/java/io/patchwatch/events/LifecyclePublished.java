package io.patchwatch.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The release cycles of a product and how long each is supported (endoflife.date).
 *
 * @param asOf date of the data; the newer one wins
 */
public record LifecyclePublished(
    String id,
    Instant time,
    String collector,
    String product,
    List<Cycle> cycles,
    String source,
    Instant asOf)
    implements AdvisoryEvent {

  public LifecyclePublished {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.text(product, "product", 100);
    cycles = List.copyOf(Require.present(cycles, "cycles"));
    Require.text(source, "source", 200);
    Require.present(asOf, "asOf");
  }

  @Override
  public String key() {
    return product + "/lifecycle";
  }

  /**
   * One release cycle.
   *
   * @param name leading part of its versions, for example {@code 10.11}
   * @param latest newest release of the cycle known to the source
   * @param endOfLife day from which no security fixes come; null: not announced
   * @param ended true when the source says that it ended without giving a day
   * @param longTerm a long-term (ESR, LTS) cycle
   */
  public record Cycle(
      String name,
      @Nullable String latest,
      @Nullable LocalDate endOfLife,
      boolean ended,
      boolean longTerm) {
    public Cycle {
      Require.text(name, "cycle.name", 100);
    }
  }
}
