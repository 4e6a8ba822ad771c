package io.patchwatch.streams.shapes;

import io.patchwatch.events.LogObserved;
import io.patchwatch.events.Trace;
import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.events.shipping.Attribution;
import io.patchwatch.events.shipping.LogSources;
import io.patchwatch.events.shipping.Shipped;
import io.patchwatch.events.shipping.UnknownSenders;
import io.patchwatch.streams.logs.LogCounters;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Makes ours of what others wrote on the topic {@code logs}. It goes back to that topic under its
 * asset, because the partition where a shipper put it is any.
 */
public final class AdoptLogs extends ContextualProcessor<String, Incoming, String, LogObserved> {

  /** The way by which these records come. */
  public static final String WAY = "kafka";

  private final Shapes shapes;
  private final LogSources sources;
  private final UnknownSenders unknown;
  private final LogCounters counters;

  private AdoptLogs(LogSources sources, UnknownSenders unknown, LogCounters counters) {
    this.shapes = new Shapes(sources);
    this.sources = sources;
    this.unknown = unknown;
    this.counters = counters;
  }

  /** The processor. */
  public static ProcessorSupplier<String, Incoming, String, LogObserved> supplier(
      LogSources sources, LogCounters counters) {
    UnknownSenders unknown = new UnknownSenders();
    return () -> new AdoptLogs(sources, unknown, counters);
  }

  @Override
  public void process(Record<String, Incoming> record) {
    switch (record.value()) {
      case Incoming.Ours ours -> {} // is parsed as it is
      case Incoming.Foreign foreign -> adopt(record, foreign);
    }
  }

  private void adopt(Record<String, Incoming> record, Incoming.Foreign foreign) {
    List<Shipped> found = shapes.of(record.key(), foreign, place());
    if (found.isEmpty()) {
      throw new UnreadableRecord(
          "neither a LogObserved nor of a shape that is known: " + Shapes.KNOWN, null);
    }
    Headers headers = new RecordHeaders();
    Trace.continueFrom(record.headers()).into(headers);
    Instant arrived = Instant.ofEpochMilli(record.timestamp());
    for (Shipped shipped : found) {
      switch (sources.attribute(shipped)) {
        case Attribution.Known known -> {
          LogObserved log = LogSources.observed(WAY, shipped, known.source(), arrived);
          counters.adopt();
          context().forward(new Record<>(log.key(), log, record.timestamp(), headers));
        }
        case Attribution.Unknown sender -> {
          counters.leave();
          unknown.tell(WAY, sender);
        }
      }
    }
  }

  private String place() {
    return context()
        .recordMetadata()
        .map(it -> it.topic() + '-' + it.partition() + '-' + it.offset())
        .orElseThrow(() -> new IllegalStateException("a record of a topic has its place"));
  }
}
