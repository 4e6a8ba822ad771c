package io.patchwatch.streams.verdict;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.streams.version.UnreadableVersionException;
import io.patchwatch.streams.version.Version;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ranges of one record, read by the product's scheme. */
record Stretches(List<Stretch.Bounded> bounded, List<Stretch.Unclear> unclear) {

  static Stretches of(List<AffectedRange> ranges, ProductRules rules) {
    List<Stretch.Bounded> bounded = new ArrayList<>();
    List<Stretch.Unclear> unclear = new ArrayList<>();
    for (AffectedRange range : ranges) {
      switch (read(range, rules)) {
        case Stretch.Bounded stretch -> bounded.add(stretch);
        case Stretch.Unclear stretch -> unclear.add(stretch);
      }
    }
    if (bounded.stream().anyMatch(stretch -> stretch.high() != null)
        && bounded.removeIf(Stretches::boundless)) {
      unclear.add(new Stretch.Unclear("calls all versions affected beside fixed ones", null));
    }
    return new Stretches(List.copyOf(bounded), List.copyOf(unclear));
  }

  private static Stretch read(AffectedRange range, ProductRules rules) {
    if (range.undecidable() != null) {
      return new Stretch.Unclear(range.undecidable(), null);
    }
    try {
      if (range.exactly() != null) {
        Version only = rules.scheme().parse(range.exactly());
        return new Stretch.Bounded(only, Span.ceiling(rules.scheme(), only), true);
      }
      return bounded(range, rules);
    } catch (UnreadableVersionException e) {
      return new Stretch.Unclear("range " + range.text() + ": " + e.getMessage(), null);
    }
  }

  private static Stretch bounded(AffectedRange range, ProductRules rules)
      throws UnreadableVersionException {
    Version low = parse(range.introduced(), rules);
    Version fixed = parse(range.fixed(), rules);
    Version last = parse(range.lastAffected(), rules);
    boolean inclusive = last != null;
    Version high = last == null ? fixed : Span.ceiling(rules.scheme(), last);
    if (low != null && high != null) {
      int order = low.compareTo(high);
      if (order > 0 || (order == 0 && !inclusive)) {
        // Seen as "6.10.1 until before 6.10.1": meant is up to it, or it alone.
        return new Stretch.Unclear("empty range " + range.text(), order > 0 ? low : high);
      }
    }
    return new Stretch.Bounded(low, high, inclusive);
  }

  private static @Nullable Version parse(@Nullable String text, ProductRules rules)
      throws UnreadableVersionException {
    return text == null ? null : rules.scheme().parse(text);
  }

  /**
   * "All versions" beside ranges with an end: seen where a record joins module paths of which only
   * one is the server's (GO-2025-4122). Taken as written it would void the fixes of the others.
   */
  private static boolean boundless(Stretch.Bounded stretch) {
    return fromBeginning(stretch) && stretch.high() == null;
  }

  private static boolean fromBeginning(Stretch.Bounded stretch) {
    return stretch.low() == null
        || (!stretch.low().preRelease()
            && stretch.low().numbers().stream().allMatch(BigInteger.ZERO::equals));
  }
}
