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
  private final Unwrapper unwrapper;
  private final RecordAssembler assembler;
  private final int generation;
  private Instant lastRead;

  OpenLog(
      TailedFile file,
      Checkpoint from,
      Unwrapper unwrapper,
      RecordAssembler assembler,
      Instant now) {
    this.file = file;
    this.unwrapper = unwrapper;
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
      unwrapper.add(line).forEach(it -> records.addAll(assembler.add(it.text(), it.offset())));
    }
    return records;
  }

  /** The last record, when no successor will come to complete it. */
  List<RawRecord> flush() {
    List<RawRecord> records = new ArrayList<>();
    unwrapper.flush().forEach(it -> records.addAll(assembler.add(it.text(), it.offset())));
    records.addAll(assembler.flush());
    return records;
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
    long read = reader.lineStart();
    long inRecords = assembler.pendingOffset().orElse(read);
    long inPieces = unwrapper.pendingOffset().orElse(read);
    return new Checkpoint(file.identity(), generation, Math.min(inRecords, inPieces));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
