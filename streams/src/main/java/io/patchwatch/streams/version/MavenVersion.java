package io.patchwatch.streams.version;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * Maven's own order (org.apache.maven.artifact.versioning.ComparableVersion). A pre-release that is
 * written for people ({@code 4.8.0 Beta 2}, {@code 5.0.0 Release Candidate 1}, as Openfire shows
 * it) is taken for {@code 4.8.0-beta-2}.
 */
record MavenVersion(String text, List<BigInteger> numbers, ComparableVersion order)
    implements Version {

  private static final ComparableVersion QUALIFIER_RELEASE = new ComparableVersion("1");

  static MavenVersion parse(String text) {
    String plain = text;
    if (text.indexOf(' ') >= 0) {
      plain = text.toLowerCase(Locale.ROOT).replace("release candidate", "rc").replace(' ', '-');
    }
    return new MavenVersion(plain, Numbers.leading(plain), new ComparableVersion(plain));
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
