package io.patchwatch.ingest.inventory.format;

import org.safere.Matcher;
import org.safere.Pattern;

/** What one line of a list of Debian packages says. */
public sealed interface DpkgLine {

  /** A package that is installed. */
  record Installed(String name, String version) implements DpkgLine {}

  /** A package that is not (fully) installed, or the head of a table. */
  record Ignored() implements DpkgLine {}

  /** No line of such a list. */
  record Other() implements DpkgLine {}

  Pattern WITH_STATE =
      Pattern.compile(
          "([uihrp][ncHUFWti])[ R]?(?:\\t| +)([a-z0-9][a-z0-9.+-]+(?::[a-z0-9]+)?)[\\t ]+(\\S*)(?:[\\t ].*)?");
  Pattern PLAIN = Pattern.compile("([a-z0-9][a-z0-9.+-]+(?::[a-z0-9]+)?)\\t([^\\t ]*)");
  Pattern APT =
      Pattern.compile("([a-z0-9][a-z0-9.+-]+)/\\S* (\\S+) [a-z0-9]+ \\[([a-z,]+)[^\\[\\]]*\\]");
  Pattern TABLE_HEAD =
      Pattern.compile("(?:Desired=|\\| Status=|\\|/ |\\|\\|/ |\\+\\+\\+-|Listing\\.\\.\\.).*");

  private static DpkgLine table(String line) {
    return TABLE_HEAD.matcher(line).matches() ? new Ignored() : new Other();
  }

  /** Reads a line. */
  static DpkgLine of(String line) {
    Matcher state = WITH_STATE.matcher(line);
    if (state.matches()) {
      boolean installed = state.group(1).charAt(1) == 'i' && !state.group(3).isEmpty();
      return installed ? new Installed(state.group(2), state.group(3)) : new Ignored();
    }
    Matcher plain = PLAIN.matcher(line);
    if (plain.matches()) {
      // dpkg-query -W writes an empty version for a package that is not installed
      return plain.group(2).isEmpty()
          ? new Ignored()
          : new Installed(plain.group(1), plain.group(2));
    }
    Matcher apt = APT.matcher(line);
    if (apt.matches()) {
      return apt.group(3).startsWith("installed") || apt.group(3).startsWith("upgradable")
          ? new Installed(apt.group(1), apt.group(2))
          : new Ignored();
    }
    return table(line);
  }

  /** Whether it could stand in such a list. */
  default boolean isDpkg() {
    return !(this instanceof Other);
  }
}
