package io.patchwatch.ingest.advisories.nvd;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.HashSet;
import java.util.Set;

/** The versions that a description calls fixed: "prior to versions 7.8.6, 7.9.8, and 8.0.0". */
record FixesInText(Set<String> versions) {

  private static final int MAX_TEXT = 4_000;
  private static final String LIST =
      "((?:v?\\d[0-9A-Za-z.-]*[0-9A-Za-z](?:, and |, | and | or )?)+)";
  private static final Pattern FIXED =
      Pattern.compile(
          "(?i)(?:prior to|before|fixed in|patched in)(?: the)?(?: versions?)? " + LIST);
  private static final Pattern VERSION = Pattern.compile("\\d[0-9A-Za-z.-]*[0-9A-Za-z]");

  static FixesInText of(String text) {
    Set<String> versions = new HashSet<>();
    Matcher lists = FIXED.matcher(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
    while (lists.find()) {
      Matcher single = VERSION.matcher(lists.group(1));
      while (single.find()) {
        versions.add(single.group());
      }
    }
    return new FixesInText(Set.copyOf(versions));
  }

  boolean callFixed(String version) {
    return versions.contains(version);
  }
}
