package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one advisory feed stands after it was looked at. Its topic is keyed by the feed's name.
 *
 * @param feed name from the configuration, or {@code snapshot} for the one of the release
 * @param format what it carries, for example {@code osv}, {@code kev}, {@code directory}
 * @param source where it comes from: a URL without credentials, or a path
 * @param asOf the time up to which the source is known: of a network feed, when it was last found
 *     good; of files, the date of their newest data. Null: nothing good has ever come
 * @param records how many records are in force from it
 * @param reason kind of trouble, for example {@code shrunken}, {@code checksum}, {@code timeout};
 *     null when the state is {@link State#GOOD} or {@link State#RETIRED}
 * @param detail one line for a person: what happened and what to do
 * @param staleAfter from this age on it is stale; null: never
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("feed-reported")
public record FeedReported(
    String id,
    Instant time,
    String collector,
    String feed,
    String format,
    String source,
    State state,
    @Nullable Instant asOf,
    long records,
    @Nullable String reason,
    String detail,
    @Nullable Duration staleAfter)
    implements Event {

  /** What became of the last look. In every state the last good content stays in force. */
  public enum State {
    /** What came is good, or nothing changed since. */
    GOOD,
    /** Something came and was refused: empty, cut off, shrunken, not readable. */
    REFUSED,
    /** Nothing came: no connection, a time-out, an error of the server. */
    UNREACHED,
    /** It is no longer configured; nobody looks at it any more. */
    RETIRED
  }

  public FeedReported {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.text(feed, "feed", 100);
    Require.text(format, "format", 100);
    Require.text(source, "source", 2048);
    Require.present(state, "state");
    Require.atLeast(0, records, "records");
    Require.text(detail, "detail", 2048);
    boolean trouble = state == State.REFUSED || state == State.UNREACHED;
    if (trouble == (reason == null)) {
      throw new IllegalArgumentException("reason belongs to REFUSED and UNREACHED, only to them");
    }
  }

  @Override
  public String key() {
    return feed;
  }
}
