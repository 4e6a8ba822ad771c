package io.patchwatch.streams.verdict;

import io.patchwatch.events.Precision;
import io.patchwatch.streams.version.UnreadableVersionException;
import io.patchwatch.streams.version.Version;
import io.patchwatch.streams.version.VersionScheme;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions that an observed one may really be, both ends inclusive. An exact version is a span
 * of one.
 *
 * @param reason what makes it imprecise; null when it is exact
 */
record Span(Version low, Version high, Answer.Doubt.@Nullable Reason reason) {

  /** Larger than any number in a real version: "and all that follow in the branch". */
  static final String ALL = ".999999999";

  private static final String NEXTCLOUD = "nextcloud";

  static Span of(VersionScheme scheme, Version version, Precision precision)
      throws UnreadableVersionException {
    if (precision == Precision.BRANCH) {
      Lane branch = new Lane(version.numbers());
      return new Span(
          scheme.parse(branch.name()), branch.end(scheme), Answer.Doubt.Reason.BRANCH_ONLY);
    }
    if (version.development()) {
      return development(scheme, version);
    }
    Version high = ceiling(scheme, version);
    return new Span(version, high, high.equals(version) ? null : Answer.Doubt.Reason.BUILD_NUMBER);
  }

  /**
   * A build on the way to 12.0 was cut after 11.0 was branched off, so it may lack what was fixed
   * since; a build after 11.4 may hold anything that came into the 11.4 branch.
   */
  private static Span development(VersionScheme scheme, Version version)
      throws UnreadableVersionException {
    Answer.Doubt.Reason reason = Answer.Doubt.Reason.DEVELOPMENT_BUILD;
    if (version.preRelease()) {
      Lane before = new Lane(previous(version.numbers()));
      return new Span(scheme.parse(before.name()), version, reason);
    }
    return new Span(version, new Lane(version.numbers()).end(scheme), reason);
  }

  /** Nextcloud's {@code 27.0.2} stands for every build {@code 27.0.2.x}. */
  static Version ceiling(VersionScheme scheme, Version version) {
    boolean buildMissing =
        scheme.name().equals(NEXTCLOUD) && version.numbers().size() == 3 && !version.preRelease();
    return buildMissing ? new Lane(version.numbers()).end(scheme) : version;
  }

  private static List<BigInteger> previous(List<BigInteger> numbers) {
    List<BigInteger> previous = new ArrayList<>(numbers);
    for (int i = previous.size() - 1; i >= 0; i--) {
      if (previous.get(i).signum() > 0) {
        previous.set(i, previous.get(i).subtract(BigInteger.ONE));
        return previous;
      }
    }
    return previous;
  }
}
