package io.patchwatch.ingest.syslog;

import io.patchwatch.events.shipping.Attribution;
import io.patchwatch.events.shipping.LogSource;
import io.patchwatch.events.shipping.Shipped;
import io.patchwatch.events.shipping.syslog.LocalStamp;
import io.patchwatch.events.shipping.syslog.SyslogMessage;
import io.patchwatch.ingest.shipping.LogIntake;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What comes over one connection, or from one peer of datagrams. Not thread-safe. */
final class Conversation {

  /** The way's name in ids, metrics and origins. */
  static final String WAY = LogIntake.SYSLOG;

  /** A record with no successor is complete when nothing came for so long. */
  static final Duration FLUSH_AFTER = Duration.ofMillis(200);

  /** So many characters may wait for more lines, in all conversations together. */
  static final long MAX_HELD = 32L * 1024 * 1024;

  private static final int MAX_STRANDS = 64;

  private final LogIntake intake;
  private final String peer;
  private final AtomicLong allHeld;
  private final Identities identities = new Identities();
  private final Map<Key, Strand> strands = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * A new one.
   *
   * @param peer address of the sender, which stands for its host when that is not said or known
   * @param allHeld characters that wait in all conversations
   */
  Conversation(LogIntake intake, String peer, AtomicLong allHeld) {
    this.intake = intake;
    this.peer = peer;
    this.allHeld = allHeld;
  }

  private record Key(String asset, @Nullable String host, @Nullable String program) {}

  /** Takes a message; blocks while Kafka does not take records. */
  void take(Frames.Frame frame, long nanos) throws InterruptedException {
    SyslogMessage message = SyslogMessage.of(frame.text());
    Shipped shipped = shipped(message, frame.truncated());
    LogSource source = source(shipped);
    if (source == null) {
      return;
    }
    Key key = new Key(source.asset().id(), message.host(), message.program());
    Strand strand = strands.computeIfAbsent(key, k -> new Strand(source, allHeld));
    deliver(strand, strand.add(timed(shipped, message, source), nanos));
    if (strands.size() > MAX_STRANDS) {
      Iterator<Strand> eldest = strands.values().iterator();
      Strand ended = eldest.next();
      eldest.remove();
      deliver(ended, ended.flush());
    }
    if (allHeld.get() > MAX_HELD) {
      end();
    }
  }

  private Shipped shipped(SyslogMessage message, boolean truncated) {
    return new Shipped(
        null,
        message.host() == null ? peer : message.host(),
        message.program(),
        null,
        null,
        message.time(),
        message.text(),
        truncated,
        identities.of(message));
  }

  private @Nullable LogSource source(Shipped shipped) {
    return switch (intake.attribute(shipped)) {
      case Attribution.Known known -> known.source();
      case Attribution.Unknown unknown ->
          intake.attribute(shipped.from(peer)) instanceof Attribution.Known known
              ? known.source()
              : intake.source(WAY, shipped).orElse(null);
    };
  }

  private Shipped timed(Shipped shipped, SyslogMessage message, LogSource source) {
    LocalStamp local = message.local();
    if (local == null) {
      return shipped;
    }
    Instant time =
        local.at(Objects.requireNonNullElse(source.zone(), ZoneOffset.UTC), intake.now());
    return new Shipped(
        shipped.asset(),
        shipped.host(),
        shipped.program(),
        shipped.path(),
        shipped.offset(),
        time,
        shipped.message(),
        shipped.truncated(),
        shipped.identity());
  }

  private void deliver(Strand strand, List<Shipped> records) throws InterruptedException {
    for (Shipped record : records) {
      intake.deliver(WAY, record, strand.source());
    }
  }

  /** Gives out the records to which nothing was added for a while. */
  void flushQuiet(long nanos) throws InterruptedException {
    for (Strand strand : strands.values()) {
      if (strand.quiet(nanos, FLUSH_AFTER.toNanos())) {
        deliver(strand, strand.flush());
      }
    }
  }

  /** Gives out all that waits. */
  void end() throws InterruptedException {
    for (Strand strand : strands.values()) {
      deliver(strand, strand.flush());
    }
  }
}
