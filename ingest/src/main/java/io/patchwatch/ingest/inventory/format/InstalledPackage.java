package io.patchwatch.ingest.inventory.format;

import org.jspecify.annotations.Nullable;

/**
 * A package that is installed.
 *
 * @param version with epoch and revision, for example {@code 1:0.12.3-1+deb12u1}
 * @param foreign it is known not to come from the distribution itself but from another repository
 */
public record InstalledPackage(PackageType type, String name, String version, boolean foreign) {

  /** A Debian package; an architecture behind its name ({@code prosody:amd64}) is dropped. */
  public static InstalledPackage deb(String name, String version) {
    int colon = name.indexOf(':');
    return new InstalledPackage(
        PackageType.DEB, colon < 0 ? name : name.substring(0, colon), version, false);
  }

  /**
   * An RPM package.
   *
   * @param epoch a number; null, empty, {@code 0} and {@code (none)} mean none
   */
  public static InstalledPackage rpm(
      String name, @Nullable String epoch, String version, @Nullable String release) {
    boolean none = epoch == null || epoch.isEmpty() || epoch.equals("0") || epoch.equals("(none)");
    String whole = release == null || release.isEmpty() ? version : version + "-" + release;
    return new InstalledPackage(PackageType.RPM, name, none ? whole : epoch + ":" + whole, false);
  }

  /** The same package from a repository that is not the distribution's. */
  public InstalledPackage fromElsewhere() {
    return new InstalledPackage(type, name, version, true);
  }

  /**
   * Whether the product's maker built it, so that no fix is hidden in a revision. Distributions
   * give what they build of others' software a revision of 1 or more; makers give none, or 0
   * ({@code 1.139.0+bookworm1}, {@code 10.11.3-0}).
   */
  boolean isVendors() {
    int hyphen = version.lastIndexOf('-');
    boolean unrevised = hyphen < 0 || version.substring(hyphen + 1).equals("0");
    return foreign || (type == PackageType.DEB && unrevised);
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
