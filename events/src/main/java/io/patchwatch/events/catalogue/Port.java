package io.patchwatch.events.catalogue;

import org.safere.Matcher;
import org.safere.Pattern;

/**
 * A port where a product usually answers.
 *
 * @param tls whether it speaks TLS there
 * @param number 1 to 65535
 */
public record Port(boolean tls, int number) {

  private static final Pattern TEXT = Pattern.compile("(https?):([0-9]{1,5})");

  public Port {
    if (number < 1 || number > 65_535) {
      throw new IllegalArgumentException("port " + number + " is not within 1 to 65535");
    }
  }

  /**
   * Reads {@code http:9090} or {@code https:9091}.
   *
   * @throws IllegalArgumentException saying what is expected
   */
  public static Port parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "ports: '" + text + "' is not a port; write for example http:9090 or https:9091");
    }
    return new Port("https".equals(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  public String scheme() {
    return tls ? "https" : "http";
  }
}
