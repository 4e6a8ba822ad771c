package io.patchwatch.streams.verdict;

import io.patchwatch.events.PackageFact;
import io.patchwatch.streams.version.VersionScheme;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is particular to packages of distributions. */
public final class Distributions {

  /** Marks that distributions leave in the versions of what they built. */
  private static final List<String> MARKS =
      List.of("deb1", "ubuntu", "+dfsg", "~bpo", ".el7", ".el8", ".el9", ".el1", ".fc", ".mga");

  private Distributions() {}

  /** How versions of such packages are ordered; null when that is not known here. */
  static @Nullable VersionScheme scheme(String type) {
    return switch (type) {
      case "deb" -> VersionScheme.of("debian");
      case "rpm" -> VersionScheme.of("rpm");
      default -> null;
    };
  }

  /**
   * Whether a distribution built it, so that holes may be mended in it without a newer upstream
   * version. Where the distribution is not known the version's marks tell; without one it is the
   * vendor's own package, which is as good as its upstream version.
   */
  public static boolean built(@Nullable PackageFact fact) {
    if (fact == null) {
      return false;
    }
    String version = fact.version().toLowerCase(Locale.ROOT);
    return fact.distribution() != null || MARKS.stream().anyMatch(version::contains);
  }
}
