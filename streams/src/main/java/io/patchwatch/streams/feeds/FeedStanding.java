package io.patchwatch.streams.feeds;

import io.patchwatch.events.FeedReported;
import io.patchwatch.streams.life.Signal;

/**
 * The newest report of a feed, and what was said of it.
 *
 * @param trace of the report
 * @param told short form of what was said last; empty: nothing yet
 */
public record FeedStanding(FeedReported report, String trace, String told) {

  /** A short form of what a signal says: said again it is no news. */
  static String shortForm(Signal signal) {
    return switch (signal) {
      case Signal.Raise raise -> raise.severity() + " " + raise.conclusion().labels().get("reason");
      case Signal.Clear clear -> "good";
    };
  }
}
