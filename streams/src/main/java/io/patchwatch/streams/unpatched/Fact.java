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
import java.util.Collections;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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

  /** So many names of one vulnerability are remembered. */
  int MOST_NAMES = 10;

  private static SortedSet<String> names(AdvisoryPublished published) {
    return new TreeSet<>(Set.of(published.advisory().vulnerability()));
  }

  /** The fact that this event alone tells. */
  static Fact of(AdvisoryEvent event) {
    return switch (event) {
      case AdvisoryPublished published -> new OfAdvisory(published, null, names(published));
      case AdvisoryWithdrawn withdrawn ->
          new OfAdvisory(null, withdrawn.withdrawn(), new TreeSet<>());
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
   * @param names what its versions called the vulnerability, before and after it got a CVE
   */
  record OfAdvisory(
      @Nullable AdvisoryPublished published, @Nullable Instant withdrawn, SortedSet<String> names)
      implements Fact {

    private static final Comparator<AdvisoryPublished> AGE =
        Comparator.<AdvisoryPublished, Instant>comparing(p -> p.advisory().modified())
            .thenComparing(AdvisoryPublished::time)
            .thenComparing(AdvisoryPublished::id);

    public OfAdvisory {
      names = Collections.unmodifiableSortedSet(names == null ? new TreeSet<>() : names);
    }

    @Override
    public Fact and(Fact other) {
      return other instanceof OfAdvisory o
          ? new OfAdvisory(
              newest(published, o.published, AGE),
              latest(withdrawn, o.withdrawn),
              both(names, o.names))
          : this;
    }

    private static NavigableSet<String> both(SortedSet<String> a, SortedSet<String> b) {
      NavigableSet<String> all = new TreeSet<>(a);
      b.stream().filter(name -> all.size() < MOST_NAMES).forEach(all::add);
      return all;
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
