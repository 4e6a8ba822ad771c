package io.patchwatch.events.catalogue;

import io.patchwatch.events.Precision;
import io.patchwatch.events.ProbeFailed.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;

/**
 * Takes a version out of a text. Pure; takes time linear in the text.
 *
 * @param patterns tried in order; the first that is found gives its group {@code version}; none:
 *     the whole text is the version
 * @param branchWhen a version in which this is found names only a release branch
 */
record VersionText(List<Pattern> patterns, @Nullable Pattern branchWhen) {

  private static final int MAX_EXCERPT = 200;
  private static final Pattern PLAUSIBLE = Pattern.compile("[0-9A-Za-z][\\x20-\\x7e]{0,198}");
  private static final Pattern DIGIT = Pattern.compile("[0-9]");

  /** What the text says; {@code place} names where it stood. */
  Reading read(String text, String place, Product product) {
    String version = extract(text);
    return version == null
        ? new Reading.Unreadable(
            Failure.UNREADABLE,
            place + " is '" + oneLine(text, 80) + "', not a version of " + product.name())
        : new Reading.Read(version, precision(version), place + ": " + excerpt(text, version));
  }

  private @Nullable String extract(String text) {
    String found = patterns.isEmpty() ? text : firstGroup(text);
    String version = found == null ? "" : found.strip();
    boolean plausible = PLAUSIBLE.matcher(version).matches() && DIGIT.matcher(version).find();
    return plausible ? version : null;
  }

  private @Nullable String firstGroup(String text) {
    for (Pattern pattern : patterns) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        return matcher.group(VersionLocator.GROUP);
      }
    }
    return null;
  }

  private Precision precision(String version) {
    return branchWhen != null && branchWhen.matcher(version).find()
        ? Precision.BRANCH
        : Precision.FULL;
  }

  /** The line around the version. */
  private static String excerpt(String text, String version) {
    int from = Math.max(0, text.indexOf(version) - MAX_EXCERPT / 2);
    return oneLine(text.substring(from), MAX_EXCERPT);
  }

  static String oneLine(String text, int max) {
    StringBuilder line = new StringBuilder();
    text.strip().codePoints().limit(max).forEach(c -> line.appendCodePoint(printable(c) ? c : ' '));
    return line.toString();
  }

  private static boolean printable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
