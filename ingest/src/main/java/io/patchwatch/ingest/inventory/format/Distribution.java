package io.patchwatch.ingest.inventory.format;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the releases of distributions are written: {@code debian:12}, {@code ubuntu:22.04}. */
public final class Distribution {

  private static final int MAX_LENGTH = 60;

  private Distribution() {}

  /**
   * From an id and a version as in os-release. Debian's point releases are one release.
   *
   * @return null when one of the two is missing or odd
   */
  public static @Nullable String of(@Nullable String id, @Nullable String version) {
    if (id == null || version == null) {
      return null;
    }
    String name = id.strip().toLowerCase(Locale.ROOT);
    String release = version.strip().toLowerCase(Locale.ROOT);
    if (!isWord(name) || !isWord(release) || Character.isLetter(release.charAt(0))) {
      return null;
    }
    int dot = release.indexOf('.');
    return name + ":" + (name.equals("debian") && dot > 0 ? release.substring(0, dot) : release);
  }

  /** From what a package's version tells: {@code +deb12u1} is Debian 12's; null when nothing. */
  static @Nullable String ofVersion(PackageType type, String version) {
    String mark = type == PackageType.DEB ? "+deb" : ".fc";
    int at = version.lastIndexOf(mark);
    if (at < 0) {
      return null;
    }
    int end = at + mark.length();
    while (end < version.length() && Character.isDigit(version.charAt(end))) {
      end++;
    }
    String release = version.substring(at + mark.length(), end);
    return of(type == PackageType.DEB ? "debian" : "fedora", release.isEmpty() ? null : release);
  }

  private static boolean isWord(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && text.chars()
            .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0));
  }
}
