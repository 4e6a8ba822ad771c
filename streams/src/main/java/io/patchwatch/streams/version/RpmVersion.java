package io.patchwatch.streams.version;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RPM's epoch:version-release, each part ordered as by rpmvercmp of the RPM project
 * (rpmio/rpmvercmp.c): runs of digits or letters, {@code ~} before everything, {@code ^} after the
 * end only.
 */
record RpmVersion(
    String text,
    List<BigInteger> numbers,
    BigInteger epoch,
    String version,
    @Nullable String release)
    implements Version {

  static RpmVersion parse(String text) throws UnreadableVersionException {
    int colon = text.indexOf(':');
    String digits = colon < 0 ? "0" : text.substring(0, colon);
    if (digits.isEmpty() || Numbers.end(digits, 0) != digits.length() || digits.contains(".")) {
      throw new UnreadableVersionException("'" + text + "' has an epoch that is no number");
    }
    String rest = text.substring(colon + 1);
    int dash = rest.lastIndexOf('-');
    String version = dash < 0 ? rest : rest.substring(0, dash);
    String release = dash < 0 ? null : rest.substring(dash + 1);
    return new RpmVersion(text, Numbers.leading(version), new BigInteger(digits), version, release);
  }

  @Override
  public boolean preRelease() {
    return version.indexOf('~') >= 0;
  }

  @Override
  public boolean development() {
    return false;
  }

  @Override
  public int compareTo(Version other) {
    RpmVersion that = (RpmVersion) other;
    int order = epoch.compareTo(that.epoch);
    if (order == 0) {
      order = new RpmSegments(version, that.version).compare();
    }
    return order == 0 ? compareRelease(that.release) : order;
  }

  private int compareRelease(@Nullable String other) {
    if (release == null || other == null) {
      return Boolean.compare(release != null, other != null);
    }
    return new RpmSegments(release, other).compare();
  }
}
