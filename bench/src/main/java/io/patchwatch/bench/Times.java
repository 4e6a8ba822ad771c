package io.patchwatch.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Durations, in order. Not empty. */
record Times(List<Duration> ascending) {

  static Times of(Collection<Duration> times) {
    if (times.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    return new Times(times.stream().sorted().toList());
  }

  /**
   * The least one that so many are not above (nearest rank).
   *
   * @param percent 1 to 100
   */
  Duration percentile(int percent) {
    int rank = (int) Math.ceil(ascending.size() * percent / 100.0);
    return ascending.get(Math.max(1, rank) - 1);
  }

  List<Figure> figures(String what) {
    return List.of(
        Figure.time(what + ", median", percentile(50)),
        Figure.time(what + ", p99", percentile(99)),
        Figure.time(what + ", worst", percentile(100)));
  }
}
