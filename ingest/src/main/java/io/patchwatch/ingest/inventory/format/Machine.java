package io.patchwatch.ingest.inventory.format;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The machine that a statement is about.
 *
 * @param hosts names by which it goes, the best first, in lower case; none: the document does not
 *     say
 * @param distribution as {@code id:version}, for example {@code debian:12}; null: not known
 * @param time when it was looked at; null: the document does not say
 */
public record Machine(List<String> hosts, @Nullable String distribution, @Nullable Instant time) {

  private static final int MAX_NAME = 200;

  /** Nothing is known of it. */
  public static final Machine UNKNOWN = new Machine(List.of(), null, null);

  public Machine {
    hosts =
        hosts.stream()
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty() && name.length() <= MAX_NAME)
            .distinct()
            .toList();
  }

  /** A machine with these names; those that are null are left out. */
  public static Machine named(@Nullable String... names) {
    return new Machine(Stream.of(names).filter(Objects::nonNull).toList(), null, null);
  }

  /** The same machine, running that distribution. */
  public Machine running(@Nullable String release) {
    return new Machine(hosts, release, time);
  }

  /** The same machine, looked at then. */
  public Machine seenAt(@Nullable Instant when) {
    return new Machine(hosts, distribution, when);
  }
}
