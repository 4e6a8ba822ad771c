package io.patchwatch.events;

import org.jspecify.annotations.Nullable;

/**
 * One stretch of versions that a source calls affected. Shapes: {@code introduced} with an open
 * end, {@code fixed} (exclusive) or {@code lastAffected} (inclusive); {@code exactly} one version;
 * or {@code undecidable}, when the source gives nothing that can be compared (a git hash, an empty
 * interval, text only). An undecidable range makes a verdict unknown, never patched.
 *
 * @param introduced first affected version, inclusive; null: from the beginning
 * @param fixed first version that is no longer affected
 * @param lastAffected last affected version, inclusive
 * @param exactly the one affected version
 * @param undecidable why the range cannot be compared
 */
public record AffectedRange(
    @Nullable String introduced,
    @Nullable String fixed,
    @Nullable String lastAffected,
    @Nullable String exactly,
    @Nullable String undecidable) {

  public AffectedRange {
    if (fixed != null && lastAffected != null) {
      throw new IllegalArgumentException("a range has either fixed or lastAffected, not both");
    }
    boolean bounded = introduced != null || fixed != null || lastAffected != null;
    if (exactly != null && (bounded || undecidable != null)) {
      throw new IllegalArgumentException("a range with exactly has no other bound");
    }
    if (undecidable != null && bounded) {
      throw new IllegalArgumentException("an undecidable range has no bounds");
    }
  }

  /** Affected from {@code introduced} (null: from the beginning) until before {@code fixed}. */
  public static AffectedRange until(@Nullable String introduced, String fixed) {
    return new AffectedRange(introduced, fixed, null, null, null);
  }

  /** Affected from {@code introduced} up to and with {@code lastAffected}. */
  public static AffectedRange through(@Nullable String introduced, String lastAffected) {
    return new AffectedRange(introduced, null, lastAffected, null, null);
  }

  /** Affected from {@code introduced} with no known end. */
  public static AffectedRange from(@Nullable String introduced) {
    return new AffectedRange(introduced, null, null, null, null);
  }

  /** Exactly one version is affected. */
  public static AffectedRange only(String version) {
    return new AffectedRange(null, null, null, version, null);
  }

  /** The source's range cannot be compared. */
  public static AffectedRange undecidable(String why) {
    return new AffectedRange(null, null, null, null, why);
  }

  /** For people: {@code >= 3.10.0, < 4.6.8}. */
  public String text() {
    if (undecidable != null) {
      return "undecidable: " + undecidable;
    }
    if (exactly != null) {
      return "= " + exactly;
    }
    String lower = introduced == null ? "all versions" : ">= " + introduced;
    if (fixed != null) {
      return introduced == null ? "< " + fixed : lower + ", < " + fixed;
    }
    if (lastAffected != null) {
      return introduced == null ? "<= " + lastAffected : lower + ", <= " + lastAffected;
    }
    return lower;
  }
}
