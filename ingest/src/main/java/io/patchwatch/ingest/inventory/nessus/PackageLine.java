package io.patchwatch.ingest.inventory.nessus;

import io.patchwatch.ingest.inventory.format.DpkgLine;
import io.patchwatch.ingest.inventory.format.InstalledPackage;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;

/** One line of plugin 22869's list: as {@code dpkg -l} writes it, or rpm's name and epoch. */
final class PackageLine {

  private static final Pattern RPM =
      Pattern.compile(
          "([A-Za-z0-9][A-Za-z0-9._+-]*)-([^-:|\\s]+)-([^-:|\\s]+)\\|(\\(none\\)|\\d+)(?:\\s.*)?");

  private PackageLine() {}

  /** Null when the line names no installed package. */
  static @Nullable InstalledPackage read(String line) {
    String stripped = line.strip();
    Matcher rpm = RPM.matcher(stripped);
    if (rpm.matches()) {
      return InstalledPackage.rpm(rpm.group(1), rpm.group(4), rpm.group(2), rpm.group(3));
    }
    return DpkgLine.of(stripped) instanceof DpkgLine.Installed installed
        ? InstalledPackage.deb(installed.name(), installed.version())
        : null;
  }
}
