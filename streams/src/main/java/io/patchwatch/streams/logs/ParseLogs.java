package io.patchwatch.streams.logs;

import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.streams.intake.KeyCheck;
import io.patchwatch.streams.shapes.Incoming;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/** Raw records in, the Elastic Common Schema out. What no parser reads keeps its message. */
public final class ParseLogs extends ContextualProcessor<String, Incoming, String, LogParsed> {

  private final LogParsers parsers;
  private final UnaryOperator<LogParsed> privacy;
  private final LogCounters counters;

  private ParseLogs(LogParsers parsers, UnaryOperator<LogParsed> privacy, LogCounters counters) {
    this.parsers = parsers;
    this.privacy = privacy;
    this.counters = counters;
  }

  /**
   * The processor.
   *
   * @param privacy takes out of a record what nobody behind this may see
   */
  public static ProcessorSupplier<String, Incoming, String, LogParsed> supplier(
      LogParsers parsers, UnaryOperator<LogParsed> privacy, LogCounters counters) {
    return () -> new ParseLogs(parsers, privacy, counters);
  }

  @Override
  public void process(Record<String, Incoming> record) {
    switch (record.value()) {
      case Incoming.Ours ours -> parse(record, KeyCheck.keyed(record.key(), ours.log()));
      case Incoming.Foreign foreign -> {} // comes again when it is ours
    }
  }

  private void parse(Record<String, Incoming> record, LogObserved raw) {
    ZoneId zone = raw.origin().zone();
    LogParsed parsed = parsers.of(raw.product()).parse(raw, zone == null ? ZoneOffset.UTC : zone);
    counters.count(parsers.id(raw.product()), parsed.parser() != null);
    context().forward(record.withValue(privacy.apply(parsed)));
  }
}
