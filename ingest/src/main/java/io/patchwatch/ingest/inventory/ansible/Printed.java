package io.patchwatch.ingest.inventory.ansible;

import java.util.ArrayList;
import java.util.List;
import org.safere.Matcher;
import org.safere.Pattern;

/**
 * What {@code ansible} printed for one host.
 *
 * @param failed the host could not be reached, or the module failed there
 * @param json what the module returned
 */
record Printed(String host, boolean failed, String json) {

  private static final Pattern HEADING =
      Pattern.compile(
          "(\\S{1,255}) \\| (SUCCESS|CHANGED|FAILED!?|UNREACHABLE!) (?:\\| rc=\\d+ )?=> (\\{.*)");

  static boolean isHeading(String line) {
    return HEADING.matcher(line).matches();
  }

  /** One for each host, in the order of the text. */
  static List<Printed> all(String text) {
    List<Printed> all = new ArrayList<>();
    StringBuilder json = new StringBuilder();
    String host = "";
    boolean failed = false;
    for (String line : text.lines().toList()) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        if (!json.isEmpty()) {
          all.add(new Printed(host, failed, json.toString()));
        }
        json.setLength(0);
        host = heading.group(1);
        failed = heading.group(2).startsWith("FAILED") || heading.group(2).startsWith("UNREACH");
        json.append(heading.group(3)).append('\n');
      } else if (!json.isEmpty()) {
        json.append(line).append('\n');
      }
    }
    if (!json.isEmpty()) {
      all.add(new Printed(host, failed, json.toString()));
    }
    return all;
  }
}
