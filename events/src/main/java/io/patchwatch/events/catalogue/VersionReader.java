package io.patchwatch.events.catalogue;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.patchwatch.events.Precision;
import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.Reading.OtherProduct;
import io.patchwatch.events.catalogue.Reading.Read;
import io.patchwatch.events.catalogue.Reading.Unreadable;
import org.jspecify.annotations.Nullable;

/** Reads the version from an answer as the catalogue says. Pure; never throws on any answer. */
public final class VersionReader {

  private static final int MAX_EXCERPT = 200;
  private static final Pattern PLAUSIBLE = Pattern.compile("[0-9A-Za-z][\\x20-\\x7e]{0,198}");
  private static final Pattern DIGIT = Pattern.compile("[0-9]");

  private VersionReader() {}

  /** What this answer to this probe of this product says. */
  public static Reading read(Product product, ProbeSpec probe, HttpAnswer answer) {
    if (!probe.reads(answer.status())) {
      return new Unreadable(
          Failure.HTTP_STATUS,
          "answered HTTP "
              + answer.status()
              + " but "
              + product.name()
              + " answers "
              + probe.status()
              + "; check the URL and what a proxy in between allows");
    }
    AnswerValues values = new AnswerValues(answer);
    Reading refusal = refusal(product, probe, values);
    return refusal == null ? version(product, probe, values) : refusal;
  }

  private static @Nullable Reading refusal(Product product, ProbeSpec probe, AnswerValues values) {
    IdentityCheck identity = probe.identity();
    if (identity == null) {
      return null;
    }
    String value = values.at(identity.place());
    if (value != null && identity.pattern().matcher(value).find()) {
      return null;
    }
    if (value != null && !value.isBlank() && identity.namesProduct()) {
      return new OtherProduct(oneLine(value, 100));
    }
    return unreadable(
        "the answer is not recognised as "
            + product.name()
            + ": "
            + identity.place()
            + (value == null ? " is missing" : " is '" + oneLine(value, 80) + "'")
            + "; check the URL and the product");
  }

  private static Reading version(Product product, ProbeSpec probe, AnswerValues values) {
    Place place = probe.version().place();
    String value = values.at(place);
    if (value == null) {
      return unreadable("no version: " + place + " is missing in the answer");
    }
    String version = extract(probe.version(), value);
    if (version == null) {
      return unreadable(
          place + " is '" + oneLine(value, 80) + "', not a version of " + product.name());
    }
    return new Read(version, precision(probe, version), place + ": " + excerpt(value, version));
  }

  private static @Nullable String extract(VersionLocator locator, String value) {
    String found = locator.patterns().isEmpty() ? value : firstGroup(locator, value);
    String version = found == null ? "" : found.strip();
    boolean plausible = PLAUSIBLE.matches(version) && DIGIT.matcher(version).find();
    return plausible ? version : null;
  }

  private static @Nullable String firstGroup(VersionLocator locator, String value) {
    for (Pattern pattern : locator.patterns()) {
      Matcher matcher = pattern.matcher(value);
      if (matcher.find()) {
        return matcher.group(VersionLocator.GROUP);
      }
    }
    return null;
  }

  private static Precision precision(ProbeSpec probe, String version) {
    Pattern branch = probe.branchWhen();
    return branch != null && branch.matcher(version).find() ? Precision.BRANCH : Precision.FULL;
  }

  /** The line around the version. */
  private static String excerpt(String value, String version) {
    int from = Math.max(0, value.indexOf(version) - MAX_EXCERPT / 2);
    return oneLine(value.substring(from), MAX_EXCERPT);
  }

  private static String oneLine(String value, int max) {
    StringBuilder line = new StringBuilder();
    value
        .strip()
        .codePoints()
        .limit(max)
        .forEach(c -> line.appendCodePoint(printable(c) ? c : ' '));
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

  private static Unreadable unreadable(String why) {
    return new Unreadable(Failure.UNREADABLE, why);
  }
}
