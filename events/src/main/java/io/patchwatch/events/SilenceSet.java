package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Findings with such labels page nobody for a while. Set again with the same id it is replaced.
 *
 * @param kind only shown: why there is silence
 * @param matchers conditions on labels in Alertmanager's words ({@code asset="chat-1"}), 1 to 20;
 *     all must match
 * @param startsAt from then on
 * @param endsAt until then; required, since a silence without an end is forgotten
 * @param comment why, 1 to 2,000 characters
 */
public record SilenceSet(
    String id,
    Instant time,
    String collector,
    String silence,
    Kind kind,
    List<String> matchers,
    Instant startsAt,
    Instant endsAt,
    String by,
    String comment)
    implements SilenceCommand {

  private static final int MOST_MATCHERS = 20;

  /** Why there is silence. */
  public enum Kind {
    /** Somebody does not want to hear of it. */
    SILENCE,
    /** Work is being done on it. */
    MAINTENANCE;

    /** In lower case, as on the wire. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public SilenceSet {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.text(silence, "silence", 200);
    Require.present(kind, "kind");
    matchers = List.copyOf(Require.present(matchers, "matchers"));
    if (matchers.isEmpty() || matchers.size() > MOST_MATCHERS) {
      throw new IllegalArgumentException(
          "matchers has " + matchers.size() + " entries; give 1 to " + MOST_MATCHERS);
    }
    Require.present(startsAt, "startsAt");
    Require.present(endsAt, "endsAt");
    if (!endsAt.isAfter(startsAt)) {
      throw new IllegalArgumentException(
          "endsAt is " + endsAt + ", which is not after " + startsAt + "; give a later time");
    }
    Require.text(by, "by", 200);
    Require.text(comment, "comment", LONGEST_TEXT);
  }
}
