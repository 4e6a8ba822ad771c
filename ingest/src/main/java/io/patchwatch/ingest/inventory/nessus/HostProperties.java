package io.patchwatch.ingest.inventory.nessus;

import io.patchwatch.ingest.inventory.format.Distribution;
import io.patchwatch.ingest.inventory.format.Machine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;

/** What a report says about one host as a whole. */
final class HostProperties {

  private static final int MAX_CPES = 1_000;
  private static final Pattern SYSTEM =
      Pattern.compile(
          "\\b(Debian|Ubuntu|Fedora|Rocky)(?: Linux)?(?: release)? (\\d{1,4}(?:\\.\\d{1,4})?)");
  private static final Pattern SECONDS = Pattern.compile("\\d{9,11}");

  private final String name;
  private final List<Cpe> cpes = new ArrayList<>();
  private @Nullable String fullName;
  private @Nullable String shortName;
  private @Nullable String address;
  private @Nullable String distribution;
  private @Nullable Instant end;

  HostProperties(String name) {
    this.name = name;
  }

  /** A CPE name with what follows it, and where it stood. */
  record Cpe(String text, String place) {}

  void tag(String tag, String text, String place) {
    switch (tag) {
      case "host-fqdn" -> fullName = text;
      case "hostname" -> shortName = text;
      case "host-ip" -> address = text;
      case "operating-system" -> distribution = distribution(text);
      case "HOST_END_TIMESTAMP" ->
          end =
              SECONDS.matcher(text).matches() ? Instant.ofEpochSecond(Long.parseLong(text)) : null;
      default -> {
        if (tag.startsWith("cpe") && cpes.size() < MAX_CPES) {
          cpes.add(new Cpe(text, place));
        }
      }
    }
  }

  private static @Nullable String distribution(String system) {
    Matcher matcher = SYSTEM.matcher(system);
    return matcher.find() ? Distribution.of(matcher.group(1), matcher.group(2)) : null;
  }

  List<Cpe> cpes() {
    return cpes;
  }

  Machine machine() {
    return Machine.named(fullName, name, shortName, address).running(distribution).seenAt(end);
  }
}
