package io.patchwatch.ingest.inventory.format;

import java.util.Locale;

/** Kinds of installed packages, named as in package URLs. */
public enum PackageType {
  DEB,
  RPM;

  /** As in package URLs: {@code deb}, {@code rpm}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
