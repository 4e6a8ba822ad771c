package io.patchwatch.streams.verdict;

import io.patchwatch.events.PackageFact;
import io.patchwatch.events.Precision;
import io.patchwatch.streams.version.UnreadableVersionException;
import io.patchwatch.streams.version.VersionScheme;
import org.jspecify.annotations.Nullable;

/** A version as far as it was seen, to be held against another sight of the same product. */
public final class SeenVersion {

  private final String text;
  private final @Nullable Span span;

  private SeenVersion(String text, @Nullable Span span) {
    this.text = text;
    this.span = span;
  }

  /**
   * A version of a product.
   *
   * @param rules null when the catalogue does not know the product: nothing can be compared then
   */
  public static SeenVersion of(@Nullable ProductRules rules, String text, Precision precision) {
    return new SeenVersion(text, rules == null ? null : read(rules.scheme(), text, precision));
  }

  /** The whole version of a package; not readable when its type has no known order. */
  public static SeenVersion of(PackageFact fact) {
    VersionScheme scheme = Distributions.scheme(fact.type());
    return new SeenVersion(
        fact.version(), scheme == null ? null : read(scheme, fact.version(), Precision.FULL));
  }

  private static @Nullable Span read(VersionScheme scheme, String text, Precision precision) {
    if (text.chars().noneMatch(Character::isDigit)) {
      return null;
    }
    try {
      return Span.of(scheme, scheme.parse(text), precision);
    } catch (UnreadableVersionException e) {
      return null;
    }
  }

  /** Whether it can be compared with others. */
  public boolean readable() {
    return span != null;
  }

  /**
   * Whether both may be the same version: {@code 6.5} seen as a branch and {@code 6.5.3} are. What
   * cannot be read contradicts nothing but another text that cannot be read.
   */
  public boolean agrees(SeenVersion other) {
    if (span == null || other.span == null) {
      return span != null || other.span != null || text.equals(other.text);
    }
    return !newerThan(other) && !other.newerThan(this);
  }

  /** Whether it is newer than the other one, whichever versions the two really are. */
  public boolean newerThan(SeenVersion other) {
    return span != null && other.span != null && span.low().compareTo(other.span.high()) > 0;
  }
}
