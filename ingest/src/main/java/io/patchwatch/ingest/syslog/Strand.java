package io.patchwatch.ingest.syslog;

import io.patchwatch.events.parsing.RecordAssembler;
import io.patchwatch.events.parsing.RecordAssembler.RawRecord;
import io.patchwatch.events.shipping.LogSource;
import io.patchwatch.events.shipping.Shipped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The messages of one program of one host, joined to records of several lines. */
final class Strand {

  private final LogSource source;
  private final RecordAssembler assembler;
  private final AtomicLong allHeld;
  private @Nullable Shipped first;
  private long number;
  private long held;
  private long lastNanos;

  /**
   * An empty one.
   *
   * @param allHeld characters that wait in all strands
   */
  Strand(LogSource source, AtomicLong allHeld) {
    this.source = source;
    this.assembler = new RecordAssembler(source.product().logs());
    this.allHeld = allHeld;
  }

  LogSource source() {
    return source;
  }

  /** The records that are complete because of this message. */
  List<Shipped> add(Shipped message, long nanos) {
    lastNanos = nanos;
    number++;
    List<Shipped> records = new ArrayList<>();
    for (RawRecord record : assembler.add(message.message(), number)) {
      Shipped begun = record.offset() == number ? message : first;
      records.add(whole(begun == null ? message : begun, record));
    }
    boolean begins = assembler.pendingOffset().filter(at -> at == number).isPresent();
    if (begins) {
      first = message;
    }
    boolean waits = assembler.pendingOffset().isPresent();
    hold(waits ? message.message().length() + (begins ? 0 : held) : 0);
    return records;
  }

  /** The record that waits for more lines, if one does. */
  List<Shipped> flush() {
    Shipped begun = first;
    hold(0);
    List<RawRecord> waiting = assembler.flush();
    return begun == null || waiting.isEmpty()
        ? List.of()
        : List.of(whole(begun, waiting.getFirst()));
  }

  /** Whether nothing came for so long. */
  boolean quiet(long nanos, long forNanos) {
    return nanos - lastNanos >= forNanos;
  }

  private void hold(long characters) {
    allHeld.addAndGet(characters - held);
    held = characters;
  }

  private static Shipped whole(Shipped begun, RawRecord record) {
    return new Shipped(
        begun.asset(),
        begun.host(),
        begun.program(),
        begun.path(),
        begun.offset(),
        begun.time(),
        record.text(),
        begun.truncated() || record.truncated(),
        begun.identity());
  }
}
