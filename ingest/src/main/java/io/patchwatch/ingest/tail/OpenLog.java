package io.patchwatch.ingest.tail;

import io.patchwatch.events.parsing.RecordAssembler;
import io.patchwatch.events.parsing.RecordAssembler.RawRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An open log file: how far it is read, and what is not yet a whole record. */
final class OpenLog implements AutoCloseable {

  private final TailedFile file;
  private final LineReader reader;
  private final RecordAssembler assembler;
  private final int generation;
  private Instant lastRead;

  OpenLog(TailedFile file, Checkpoint from, RecordAssembler assembler, Instant now) {
    this.file = file;
    this.reader = new LineReader(file.channel(), from.offset());
    this.assembler = assembler;
    this.generation = from.generation();
    this.lastRead = now;
  }

  /** The records that are complete with the next piece of the file. */
  List<RawRecord> read(Instant now) throws IOException {
    List<RawRecord> records = new ArrayList<>();
    for (LineReader.Line line : reader.next()) {
      lastRead = now;
      records.addAll(assembler.add(line.text(), line.offset()));
    }
    return records;
  }

  /** The last record, when no successor will come to complete it. */
  List<RawRecord> flush() {
    return assembler.flush();
  }

  long position() {
    return reader.position();
  }

  /** Bytes that are there and were not read yet. */
  long behind() throws IOException {
    return Math.max(0, file.channel().size() - reader.position());
  }

  boolean atEnd() throws IOException {
    return reader.position() >= file.channel().size();
  }

  boolean truncated() throws IOException {
    return file.channel().size() < reader.position();
  }

  boolean movedAwayFrom(Path path) throws IOException {
    return file.movedAwayFrom(path);
  }

  Instant lastRead() {
    return lastRead;
  }

  /** Where to go on when everything read so far has been published. */
  Checkpoint checkpoint() {
    return new Checkpoint(
        file.identity(), generation, assembler.pendingOffset().orElse(reader.lineStart()));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
