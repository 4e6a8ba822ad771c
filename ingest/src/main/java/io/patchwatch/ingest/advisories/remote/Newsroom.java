package io.patchwatch.ingest.advisories.remote;

import io.patchwatch.events.Event;
import io.patchwatch.events.FeedReported;
import io.patchwatch.ingest.advisories.Origin;
import io.patchwatch.ingest.advisories.Reading;
import io.patchwatch.ingest.advisories.feed.Ledger;
import java.util.function.Consumer;

/** Publishes what all feeds of a process read, each piece of news once. Thread-safe. */
public final class Newsroom {

  private final Ledger ledger;
  private final Consumer<Event> publish;

  /**
   * Publishes through {@code publish}, which may block.
   *
   * @param ledger what is published already
   */
  public Newsroom(Ledger ledger, Consumer<Event> publish) {
    this.ledger = ledger;
    this.publish = publish;
  }

  void take(Reading reading, Origin origin) {
    ledger.news(reading, origin).forEach(publish);
  }

  void report(FeedReported report) {
    publish.accept(report);
  }
}
