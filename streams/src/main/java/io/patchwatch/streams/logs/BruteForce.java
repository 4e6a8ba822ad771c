package io.patchwatch.streams.logs;

import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Trace;
import io.patchwatch.events.parsing.LogAction;
import io.patchwatch.events.parsing.Outcome;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.wiring.Keys;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.NullUnmarked;

/**
 * Failed logins that are too many, in the log's own time; ended when our clock says it is quiet.
 */
@NullUnmarked // Kafka hands context and stores over in init
public final class BruteForce implements Processor<String, LogParsed, String, Signal> {

  /** So many suspects are watched in a partition; beyond, those idle longest are forgotten. */
  static final int MOST_WATCHED = 50_000;

  private static final Duration TICK = Duration.ofSeconds(1);

  private final BruteForceSettings settings;
  private ProcessorContext<String, Signal> context;
  private KeyValueStore<String, Attempts> logins;
  private KeyValueStore<String, Outage> outages;
  private Deadlines open;
  private Deadlines watched;
  private boolean remembered;

  private BruteForce(BruteForceSettings settings) {
    this.settings = settings;
  }

  /** The processor with its stores. */
  public static ProcessorSupplier<String, LogParsed, String, Signal> supplier(
      BruteForceSettings settings) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, LogParsed, String, Signal> get() {
        return new BruteForce(settings);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            Stores.builder(Names.LOGINS_STORE, Attempts.class),
            Stores.builder(Names.OUTAGES_STORE, Outage.class));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Signal> context) {
    this.context = context;
    logins = context.getStateStore(Names.LOGINS_STORE);
    outages = context.getStateStore(Names.OUTAGES_STORE);
    open = new Deadlines(settings.quiet());
    watched = new Deadlines(longer(settings.window(), settings.quiet()));
    remembered = false;
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  @Override
  public void process(Record<String, LogParsed> record) {
    LogParsed log = record.value();
    String action = log.field("event.action");
    if (LogAction.DATABASE_UNAVAILABLE.word().equals(action)) {
      noteOutage(log);
    } else if (LogAction.LOGIN.word().equals(action)) {
      Suspect.of(log).ifPresent(suspect -> login(suspect, record));
    }
  }

  private void noteOutage(LogParsed log) {
    String key = outageKey(log.asset().id(), log.product());
    Outage known = outages.get(key);
    if (known == null || known.time().isBefore(log.time())) {
      outages.put(key, new Outage(log.time()));
    }
  }

  private static String outageKey(String asset, String product) {
    return Keys.of(asset, product);
  }

  private void login(Suspect suspect, Record<String, LogParsed> record) {
    LogParsed log = record.value();
    Attempts known = logins.get(suspect.key());
    if (known != null && known.knows(log)) {
      return;
    }
    String outcome = log.field("event.outcome");
    if (Outcome.FAILURE.ecs().equals(outcome)) {
      String trace = Trace.continueFrom(record.headers()).id();
      Attempts before = known == null ? Attempts.first(suspect, log, trace) : known;
      tell(before.failed(log, trace, settings), record);
    } else if (Outcome.SUCCESS.ecs().equals(outcome) && known != null) {
      tell(known.succeeded(log), record);
    }
  }

  private void tell(Attempts attempts, Record<String, LogParsed> record) {
    Suspect suspect = attempts.suspect();
    Outage outage = outages.get(outageKey(suspect.asset(), suspect.product()));
    Signal.Raise alarm = Alarm.of(attempts, outage, settings, record.value().time());
    Attempts after = attempts;
    if (alarm != null) {
      after = attempts.telling(Alarm.told(attempts, alarm));
      context.forward(record.withKey(alarm.key()).withValue(alarm));
    }
    logins.put(suspect.key(), after);
    touch(after);
  }

  private void touch(Attempts attempts) {
    String key = attempts.suspect().key();
    if (attempts.told() == null) {
      watched.touch(key, now());
    } else {
      watched.forget(key);
      open.touch(key, now());
    }
  }

  /** While this process was away nobody listened: quiet begins now. */
  private void remember() {
    if (!remembered) {
      try (KeyValueIterator<String, Attempts> all = logins.all()) {
        all.forEachRemaining(
            entry -> {
              if (!open.holds(entry.key) && !watched.holds(entry.key)) {
                touch(entry.value);
              }
            });
      }
      remembered = true;
    }
  }

  private void tick(long timestamp) {
    remember();
    Instant now = Instant.ofEpochMilli(timestamp);
    watched.due(now, MOST_WATCHED).forEach(logins::delete);
    open.due(now, MOST_WATCHED).forEach(key -> end(key, now));
  }

  private void end(String key, Instant now) {
    Attempts attempts = logins.delete(key);
    if (attempts == null) {
      return;
    }
    Headers headers = new RecordHeaders();
    new Trace(attempts.trace()).into(headers);
    Signal ended = Alarm.ended(attempts, settings, now);
    context.forward(new Record<>(ended.key(), ended, now.toEpochMilli(), headers));
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
