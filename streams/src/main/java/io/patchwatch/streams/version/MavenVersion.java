package io.patchwatch.streams.version;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.apache.maven.artifact.versioning.ComparableVersion;

/** Maven's own order (org.apache.maven.artifact.versioning.ComparableVersion). */
record MavenVersion(String text, List<BigInteger> numbers, ComparableVersion order)
    implements Version {

  private static final ComparableVersion QUALIFIER_RELEASE = new ComparableVersion("1");

  static MavenVersion parse(String text) {
    return new MavenVersion(text, Numbers.leading(text), new ComparableVersion(text));
  }

  @Override
  public boolean preRelease() {
    int end = Numbers.end(text, Numbers.start(text));
    String qualifier = text.substring(end);
    return !qualifier.isEmpty()
        && new ComparableVersion("1" + qualifier).compareTo(QUALIFIER_RELEASE) < 0;
  }

  @Override
  public boolean development() {
    return text.toLowerCase(Locale.ROOT).endsWith("-snapshot");
  }

  @Override
  public int compareTo(Version other) {
    return order.compareTo(((MavenVersion) other).order);
  }
}
