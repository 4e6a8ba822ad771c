package io.patchwatch.streams.logs;

import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Trace;
import io.patchwatch.events.parsing.LineJoin;
import io.patchwatch.streams.wiring.Keys;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Stores;
import io.patchwatch.streams.wiring.Timers;
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
 * Makes one happening of the two lines in which some products write it. The first line is held back
 * until the second has come, and goes on with what that one says; alone, it goes on as it is when
 * its time is over. Each record that comes in goes out once, with its id. Records that no join is
 * about pass without a look at the store.
 */
@NullUnmarked // Kafka hands context and store over in init
public final class JoinLines implements Processor<String, LogParsed, String, LogParsed> {

  private static final Duration TICK = Duration.ofSeconds(1);

  /** Lines that a collector reads again after it was killed are joined as they were before. */
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  /** So many are held back, and remembered, in one partition; beyond, the oldest go first. */
  private static final int MOST = 10_000;

  private final LogParsers parsers;
  private final Timers timers = new Timers(MOST);
  private ProcessorContext<String, LogParsed> context;
  private KeyValueStore<String, HeldLine> store;
  private boolean remembered;

  private JoinLines(LogParsers parsers) {
    this.parsers = parsers;
  }

  /** The processor with its store. */
  public static ProcessorSupplier<String, LogParsed, String, LogParsed> supplier(
      LogParsers parsers) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, LogParsed, String, LogParsed> get() {
        return new JoinLines(parsers);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(Stores.builder(Names.LINES_STORE, HeldLine.class));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, LogParsed> context) {
    this.context = context;
    store = context.getStateStore(Names.LINES_STORE);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  /** Time in which nobody listened does not count: the second line may be among what comes now. */
  private void remember() {
    if (!remembered) {
      remembered = true;
      try (KeyValueIterator<String, HeldLine> all = store.all()) {
        all.forEachRemaining(entry -> expect(entry.key, entry.value));
      }
    }
  }

  private void expect(String key, HeldLine held) {
    LineJoin join = parsers.join(held.line());
    boolean waits = held.waits() && join != null;
    timers.touch(key, waits ? join.spec().within() : REMEMBERED, now());
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  @Override
  public void process(Record<String, LogParsed> record) {
    LineJoin join = parsers.join(record.value());
    if (join == null) {
      context.forward(record);
      return;
    }
    switch (join.part(record.value())) {
      case FIRST -> first(record, join);
      case SECOND -> second(record, join);
      case NEITHER -> context.forward(record);
    }
  }

  private void first(Record<String, LogParsed> record, LineJoin join) {
    String key = key(join, record.value());
    HeldLine held = store.get(key);
    if (held != null && held.line().id().equals(record.value().id())) {
      again(held);
      return;
    }
    if (held != null && held.waits()) {
      send(held); // two first lines of one request: only the later one can be joined
    }
    String trace = Trace.continueFrom(record.headers()).id();
    keep(key, new HeldLine(record.value(), trace, record.timestamp(), null));
  }

  /** The same line was read twice. It is told as it was; what waits need not be told twice. */
  private void again(HeldLine held) {
    if (!held.waits()) {
      send(held);
    }
  }

  private void second(Record<String, LogParsed> record, LineJoin join) {
    String key = key(join, record.value());
    HeldLine held = store.get(key);
    if (held == null || !join.near(held.line(), record.value())) {
      context.forward(record); // says what it knows: nobody else will
    } else if (held.waits()) {
      HeldLine whole = held.joined(join.whole(held.line(), record.value()), record.value().id());
      keep(key, whole);
      send(whole);
      context.forward(record.withValue(join.rest(record.value())));
    } else {
      boolean same = record.value().id().equals(held.second());
      context.forward(same ? record.withValue(join.rest(record.value())) : record);
    }
  }

  private static String key(LineJoin join, LogParsed record) {
    return Keys.of(join.key(record).toArray(String[]::new));
  }

  private void keep(String key, HeldLine held) {
    remember();
    store.put(key, held);
    expect(key, held);
    timers.due(now()).forEach(this::end);
  }

  private void tick(long now) {
    remember();
    timers.due(Instant.ofEpochMilli(now)).forEach(this::end);
  }

  private void end(String key) {
    HeldLine held = store.delete(key);
    if (held != null && held.waits()) {
      send(held);
    }
  }

  private void send(HeldLine held) {
    Headers headers = new RecordHeaders();
    new Trace(held.trace()).into(headers);
    context.forward(new Record<>(held.line().asset().id(), held.line(), held.timestamp(), headers));
  }
}
