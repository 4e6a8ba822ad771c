package io.patchwatch.ingest.inventory.format;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of an application by CPE (NISTIR 7695): the URI of 2.2 ({@code cpe:/a:vendor:product:1})
 * or the formatted string of 2.3 ({@code cpe:2.3:a:vendor:product:1:…}).
 *
 * @param version null: none is named, or it has an update part and cannot be written in one way
 */
record Cpe(String vendor, String product, @Nullable String version) {

  private static final int MAX_LENGTH = 1024;
  private static final String URI = "cpe:/a:";
  private static final String FORMATTED = "cpe:2.3:a:";

  /** Null when the text names no application. */
  static @Nullable Cpe parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    boolean uri = text.startsWith(URI);
    if (!uri && !text.startsWith(FORMATTED)) {
      return null;
    }
    List<String> parts = split(text.substring(uri ? URI.length() : FORMATTED.length()), uri);
    return parts.size() < 2 || parts.get(0).isEmpty() || parts.get(1).isEmpty()
        ? null
        : new Cpe(parts.get(0), parts.get(1), version(parts));
  }

  private static @Nullable String version(List<String> parts) {
    String version = parts.size() < 3 ? "" : parts.get(2);
    String update = parts.size() < 4 ? "" : parts.get(3);
    boolean plain = update.isEmpty() || update.equals("*") || update.equals("-");
    boolean named = !version.isEmpty() && !version.equals("*") && !version.equals("-");
    return named && plain ? version : null;
  }

  private static List<String> split(String text, boolean uri) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        parts.add(decoded(part.toString(), uri));
        part.setLength(0);
      } else if (c == '\\' && !uri && i + 1 < text.length()) {
        i++;
        part.append(text.charAt(i));
      } else {
        part.append(c);
      }
    }
    parts.add(decoded(part.toString(), uri));
    return parts;
  }

  private static String decoded(String part, boolean uri) {
    if (!uri || part.indexOf('%') < 0) {
      return part;
    }
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return part;
    }
  }
}
