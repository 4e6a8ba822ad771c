package io.patchwatch.alerting.courier;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a person reads.
 *
 * @param title one line
 * @param details further lines, without control characters
 */
public record Text(String title, List<String> details) {

  private static final String MORE = "…";

  public Text {
    details = List.copyOf(details);
  }

  /** The details, one a line. */
  public String body() {
    return String.join("\n", details);
  }

  /** Title and details, one a line. */
  public String whole() {
    return details.isEmpty() ? title : title + "\n" + body();
  }

  /** The beginning of a text, at most so many bytes of UTF-8, at least 3; what is cut is marked. */
  public static String cut(String text, int maxBytes) {
    if (text.getBytes(StandardCharsets.UTF_8).length <= maxBytes) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int left = maxBytes - MORE.getBytes(StandardCharsets.UTF_8).length;
    for (int c : text.codePoints().toArray()) {
      left -= Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
      if (left < 0) {
        break;
      }
      kept.appendCodePoint(c);
    }
    return kept.append(MORE).toString();
  }
}
