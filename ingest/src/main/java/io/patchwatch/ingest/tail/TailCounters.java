package io.patchwatch.ingest.tail;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the tails of this process did since the start, and how far they are behind. */
public final class TailCounters {

  private final LongAdder records = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder troubles = new LongAdder();
  private final LongAdder strangeLines = new LongAdder();
  private final Map<Path, Long> unread = new ConcurrentHashMap<>();

  void published() {
    records.increment();
  }

  void troubled() {
    troubles.increment();
  }

  void strangeLine() {
    strangeLines.increment();
  }

  /** A piece of a file was read, and so many bytes of it were not. */
  void read(Path file, long piece, long behind) {
    bytes.add(piece);
    unread.put(file, behind);
  }

  /** Records that the broker has. */
  public long records() {
    return records.sum();
  }

  /** Bytes read from the files, also those that are read again after a failure. */
  public long bytes() {
    return bytes.sum();
  }

  /** How often a file could not be read, each try counted. */
  public long troubles() {
    return troubles.sum();
  }

  /** Lines that are not of their file's format; they are kept as they stand. */
  public long strangeLines() {
    return strangeLines.sum();
  }

  /** Bytes that the files have and that were not read yet. */
  public long behind() {
    return unread.values().stream().mapToLong(Long::longValue).sum();
  }
}
