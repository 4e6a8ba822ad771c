package io.patchwatch.streams.version;

import java.math.BigInteger;
import java.util.List;

/**
 * A version that was read by a {@link VersionScheme}. Ordered against versions of the same scheme
 * only; comparing across schemes throws {@link ClassCastException}. The order is not consistent
 * with {@code equals}: {@code 1.106} and {@code 1.106.0} compare as the same release.
 */
public sealed interface Version extends Comparable<Version>
    permits DebianVersion, DottedVersion, MavenVersion, Pep440Version, RpmVersion, SemVersion {

  /** As it was written. */
  String text();

  /** The leading numbers, for example 10, 11 and 14 of {@code v10.11.14-rc1}; may be empty. */
  List<BigInteger> numbers();

  /** Whether it comes before a release of the same numbers: alpha, beta, rc, snapshot. */
  boolean preRelease();

  /**
   * Whether it was built between releases ({@code 12.0-dev+git}, {@code 5.2.0-SNAPSHOT}), so that
   * its number does not tell which fixes it holds.
   */
  boolean development();
}
