package io.patchwatch.streams.unpatched;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.AdvisoryWithdrawn;
import io.patchwatch.events.LifecyclePublished;
import io.patchwatch.events.VulnerabilityMarked;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the advisory events of one key. Facts of the same key merge in any order to the
 * same fact: the newest wins, and a withdrawal is remembered with its time.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Fact.OfAdvisory.class, name = "advisory"),
  @JsonSubTypes.Type(value = Fact.OfMark.class, name = "mark"),
  @JsonSubTypes.Type(value = Fact.OfLifecycle.class, name = "lifecycle")
})
sealed interface Fact {

  /** The fact that this event alone tells. */
  static Fact of(AdvisoryEvent event) {
    return switch (event) {
      case AdvisoryPublished published -> new OfAdvisory(published, null);
      case AdvisoryWithdrawn withdrawn -> new OfAdvisory(null, withdrawn.withdrawn());
      case VulnerabilityMarked mark -> new OfMark(mark);
      case LifecyclePublished lifecycle -> new OfLifecycle(lifecycle);
    };
  }

  /** Both facts in one; equal to this when the other one tells nothing new. */
  Fact and(Fact other);

  /**
   * A record of a source.
   *
   * @param published its newest version, if one was seen
   * @param withdrawn when its source last took it back, if ever
   */
  record OfAdvisory(@Nullable AdvisoryPublished published, @Nullable Instant withdrawn)
      implements Fact {

    private static final Comparator<AdvisoryPublished> AGE =
        Comparator.<AdvisoryPublished, Instant>comparing(p -> p.advisory().modified())
            .thenComparing(AdvisoryPublished::time)
            .thenComparing(AdvisoryPublished::id);

    @Override
    public Fact and(Fact other) {
      return other instanceof OfAdvisory o
          ? new OfAdvisory(newest(published, o.published, AGE), latest(withdrawn, o.withdrawn))
          : this;
    }

    /** Whether it counts: published, and not withdrawn since. */
    @JsonIgnore
    boolean inForce() {
      return published != null
          && (withdrawn == null || published.advisory().modified().isAfter(withdrawn));
    }

    private static @Nullable Instant latest(@Nullable Instant a, @Nullable Instant b) {
      return newest(a, b, Comparator.naturalOrder());
    }
  }

  /** A mark of a vulnerability. */
  record OfMark(VulnerabilityMarked mark) implements Fact {

    private static final Comparator<VulnerabilityMarked> AGE =
        Comparator.comparing(VulnerabilityMarked::asOf)
            .thenComparing(VulnerabilityMarked::time)
            .thenComparing(VulnerabilityMarked::id);

    @Override
    public Fact and(Fact other) {
      return other instanceof OfMark o && AGE.compare(o.mark, mark) > 0 ? o : this;
    }
  }

  /** The release cycles of a product. */
  record OfLifecycle(LifecyclePublished lifecycle) implements Fact {

    private static final Comparator<LifecyclePublished> AGE =
        Comparator.comparing(LifecyclePublished::asOf)
            .thenComparing(LifecyclePublished::time)
            .thenComparing(LifecyclePublished::id);

    @Override
    public Fact and(Fact other) {
      return other instanceof OfLifecycle o && AGE.compare(o.lifecycle, lifecycle) > 0 ? o : this;
    }
  }

  private static <T> @Nullable T newest(@Nullable T a, @Nullable T b, Comparator<T> age) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return age.compare(b, a) > 0 ? b : a;
  }
}
