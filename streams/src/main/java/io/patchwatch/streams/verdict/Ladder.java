package io.patchwatch.streams.verdict;

import io.patchwatch.streams.version.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All versions that the records of a product name as bounds, in order. Placed on it once, a release
 * is compared with every bound at the cost of an integer: bounds stand at odd places, what lies
 * between two of them at the even place between.
 */
final class Ladder {

  private final List<Version> rungs;

  Ladder(List<Version> bounds) {
    List<Version> sorted = new ArrayList<>(bounds);
    Collections.sort(sorted);
    List<Version> distinct = new ArrayList<>();
    for (Version version : sorted) {
      if (distinct.isEmpty() || distinct.getLast().compareTo(version) != 0) {
        distinct.add(version);
      }
    }
    this.rungs = List.copyOf(distinct);
  }

  /** A span of versions with the places of its ends, both inclusive. */
  record Place(Span span, int low, int high, Lane lane) {}

  Place place(Span span, int laneDepth) {
    int low = place(span.low());
    int high = span.high().equals(span.low()) ? low : place(span.high());
    return new Place(span, low, high, Lane.of(span.low(), laneDepth));
  }

  /**
   * A stretch with the places of its ends, both inclusive.
   *
   * @param first lane of its lower bound
   * @param last lane of its upper bound
   */
  record Step(
      Stretch.Bounded stretch, int low, int high, @Nullable Lane first, @Nullable Lane last) {

    Stretch.Cover cover(Place place) {
      if (startsAfter(place) || endsBefore(place)) {
        return Stretch.Cover.NONE;
      }
      return low <= place.low() && place.high() <= high ? Stretch.Cover.ALL : Stretch.Cover.SOME;
    }

    boolean startsAfter(Place place) {
      return low > place.high();
    }

    boolean endsBefore(Place place) {
      return high < place.low();
    }

    /** Whether its lower bound lies in the lane. */
    boolean startsIn(Lane lane) {
      return lane.equals(first);
    }

    /** Whether it says that the place comes at or after its fix. */
    boolean fixedBefore(Place place) {
      return !stretch.inclusive() && endsBefore(place);
    }
  }

  Step step(Stretch.Bounded stretch, int laneDepth) {
    Version low = stretch.low();
    Version high = stretch.high();
    int end = high == null ? Integer.MAX_VALUE : place(high);
    return new Step(
        stretch,
        low == null ? Integer.MIN_VALUE : place(low),
        high == null || stretch.inclusive() ? end : end - 1,
        low == null ? null : Lane.of(low, laneDepth),
        high == null ? null : Lane.of(high, laneDepth));
  }

  private int place(Version version) {
    int index = Collections.binarySearch(rungs, version);
    return index >= 0 ? 2 * index + 1 : 2 * (-index - 1);
  }
}
