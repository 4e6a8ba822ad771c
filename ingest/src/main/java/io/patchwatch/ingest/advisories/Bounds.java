package io.patchwatch.ingest.advisories;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.catalogue.VersionRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/**
 * Collects the ranges of one record about one product and tells what cannot be compared: git
 * hashes, words, and empty intervals such as {@code [6.10.1, 6.10.1)}. An empty interval beside
 * others says nothing and is left out; alone it is undecidable, for the record means something.
 */
public final class Bounds {

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{7,64}");
  private static final Pattern HAS_LETTER = Pattern.compile(".*[a-f].*");
  private static final Pattern VERSION = Pattern.compile("[vV]?\\d[0-9A-Za-z.+~:_-]*");
  private static final Pattern WILDCARD = Pattern.compile("(\\d+(?:\\.\\d+)*)\\.?[xX*]");

  private static final int FULL_HASH = 40;

  private final String record;
  private final Set<AffectedRange> ranges = new LinkedHashSet<>();
  private @Nullable String empty;

  /**
   * Starts with nothing.
   *
   * @param record id of the record, for the reasons
   */
  public Bounds(String record) {
    this.record = record;
  }

  /** Adds {@code [start, fixed)} or {@code [start, last]}; null, 0 and n/a as start: any. */
  public void add(@Nullable String start, @Nullable String fixed, @Nullable String last) {
    String from = start(start);
    String until = fixed == null ? afterWildcard(last) : withoutWildcard(fixed);
    String through = until == null ? last : null;
    if (isUnreadable(from) || isUnreadable(until) || isUnreadable(through)) {
      undecidable("names " + shown(start, fixed, last) + ", which cannot be compared");
    } else if (until != null && until.equals(from)) {
      empty = "the interval from " + from + " to before " + until + " is empty";
    } else {
      ranges.add(new AffectedRange(plain(from), plain(until), plain(through), null, null));
    }
  }

  /** Adds one version, {@code 9.5.x} for a branch or {@code *} for all. */
  public void addOne(String version) {
    String after = afterWildcard(version);
    if (version.equals("*")) {
      ranges.add(AffectedRange.from(null));
    } else if (after != null) {
      ranges.add(AffectedRange.until(withoutWildcard(version), after));
    } else if (isUnreadable(version)) {
      undecidable("says \"" + cut(version) + "\" where a version belongs");
    } else {
      ranges.add(AffectedRange.only(String.valueOf(plain(version))));
    }
  }

  /** Adds that something is affected which cannot be compared. */
  public void undecidable(String why) {
    ranges.add(AffectedRange.undecidable(record + " " + why));
  }

  /** Whether nothing was added. */
  public boolean isEmpty() {
    return ranges.isEmpty() && empty == null;
  }

  /** What was added and can be compared, each range as it is. */
  public List<AffectedRange> comparable() {
    return ranges.stream().filter(range -> range.undecidable() == null).toList();
  }

  /** What was added, with the branches of the product's lanes. */
  public List<AffectedRange> ranges(VersionRule rule) {
    if (ranges.isEmpty() && empty != null) {
      return List.of(AffectedRange.undecidable(record + ": " + empty));
    }
    return Branches.split(new ArrayList<>(ranges), rule);
  }

  private static @Nullable String start(@Nullable String start) {
    boolean any =
        start == null
            || start.equals("0")
            || start.equals("*")
            || start.equals("-")
            || start.equalsIgnoreCase("n/a")
            || start.equalsIgnoreCase("unspecified");
    return any ? null : withoutWildcard(start);
  }

  private static boolean isUnreadable(@Nullable String version) {
    return version != null && (isHash(version) || !VERSION.matcher(version).matches());
  }

  /** A commit's hash: hexadecimal, and not just a long number. */
  private static boolean isHash(String version) {
    boolean full = version.length() >= FULL_HASH;
    return HASH.matcher(version).matches() && (full || HAS_LETTER.matcher(version).matches());
  }

  private static @Nullable String withoutWildcard(@Nullable String version) {
    var wildcard = WILDCARD.matcher(version == null ? "" : version);
    return wildcard.matches() ? wildcard.group(1) + ".0" : version;
  }

  /** The first version after a branch: 9.6.0 for {@code 9.5.x}; null when it is no branch. */
  private static @Nullable String afterWildcard(@Nullable String version) {
    var wildcard = WILDCARD.matcher(version == null ? "" : version);
    Dotted branch = wildcard.matches() ? Dotted.of(wildcard.group(1)) : null;
    return branch == null ? null : branch.nextLane(branch.parts().size()) + ".0";
  }

  private static @Nullable String plain(@Nullable String version) {
    return version != null && (version.startsWith("v") || version.startsWith("V"))
        ? version.substring(1)
        : version;
  }

  private static String shown(@Nullable String... bounds) {
    List<String> shown = new ArrayList<>();
    for (String bound : bounds) {
      if (bound != null) {
        shown.add(cut(bound));
      }
    }
    return String.join(" and ", shown);
  }

  private static String cut(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
