package io.patchwatch.events.parsing;

import io.patchwatch.events.LogObserved;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/**
 * Joins the physical lines of one file to records: stack traces and crash reports become part of
 * the line that announces them. One for each file, from its beginning or from a checkpoint; not
 * thread-safe. It has no clock: call {@link #flush} when no line came for a while (half a second is
 * usual), or a record would wait for the next one.
 *
 * <p>The first line that begins a record fixes which {@linkplain LogSpec#stream() stream} the file
 * holds; from then on lines of the product's other formats continue a record instead of beginning
 * one. A line inside a message that imitates the file's own format cannot be told from a record:
 * the server that prints unescaped line ends decides that.
 */
public final class RecordAssembler {

  /** Most lines of one record; what follows becomes a record of its own. */
  public static final int MAX_LINES = 500;

  private static final int MAX_CHARACTERS = LogObserved.MAX_MESSAGE;

  private final List<Start> starts;
  private @Nullable String stream;
  private @Nullable StringBuilder pending;
  private long pendingOffset;
  private int pendingLines;
  private boolean pendingTruncated;
  private boolean pendingComplete;

  /**
   * An assembler for one file.
   *
   * @param specs the product's parsers; none: each line is a record
   */
  public RecordAssembler(List<LogSpec> specs) {
    this.starts = specs.stream().map(Start::of).toList();
  }

  /**
   * A whole record.
   *
   * @param text its lines, joined by line feeds, at most {@link LogObserved#MAX_MESSAGE}
   *     characters, with secrets still in it: see {@link Redactor}
   * @param offset that of its first line
   * @param lines how many physical lines it has
   * @param truncated whether text is missing at its end
   */
  public record RawRecord(String text, long offset, int lines, boolean truncated) {}

  /**
   * Takes the next line and gives out the record that is complete because of it, if one is.
   *
   * @param line without its line end
   * @param offset where the line begins in the file, in bytes
   */
  public List<RawRecord> add(String line, long offset) {
    if (starts.isEmpty()) {
      begin(line, offset, true);
      return flush();
    }
    Optional<Start> start = startOf(line);
    if (start.isEmpty() && continues(line)) {
      append(line);
      return List.of();
    }
    List<RawRecord> done = flush();
    if (start.isEmpty() && line.isBlank()) {
      return done;
    }
    start.ifPresent(s -> stream = s.stream());
    begin(line, offset, start.map(Start::oneLine).orElse(false));
    return done;
  }

  /** Gives out the record that waits for more lines, if one does. */
  public List<RawRecord> flush() {
    if (pending == null) {
      return List.of();
    }
    RawRecord record =
        new RawRecord(pending.toString(), pendingOffset, pendingLines, pendingTruncated);
    pending = null;
    return List.of(record);
  }

  /** Byte offset of the waiting record's first line: a checkpoint must not lie behind it. */
  public Optional<Long> pendingOffset() {
    return pending == null ? Optional.empty() : Optional.of(pendingOffset);
  }

  private Optional<Start> startOf(String line) {
    String clean = CleanText.of(line.length() > 1_000 ? line.substring(0, 1_000) : line);
    return starts.stream()
        .filter(start -> stream == null || stream.equals(start.stream()))
        .filter(start -> start.begins(clean))
        .findFirst();
  }

  private boolean continues(String line) {
    if (pending == null || pendingComplete) {
      return false;
    }
    if (pendingLines >= MAX_LINES) {
      stream = null; // no record is that long: the file may have changed its format
      return false;
    }
    return pending.length() + line.length() < MAX_CHARACTERS || pendingLines == 1;
  }

  private void begin(String line, long offset, boolean complete) {
    pending = new StringBuilder(LogText.cut(line, MAX_CHARACTERS));
    pendingOffset = offset;
    pendingLines = 1;
    pendingTruncated = line.length() > MAX_CHARACTERS;
    pendingComplete = complete;
  }

  private void append(String line) {
    if (pending != null) {
      int room = Math.max(0, MAX_CHARACTERS - pending.length() - 1);
      pendingTruncated |= line.length() > room;
      pending.append(room > 0 ? "\n" : "").append(LogText.cut(line, room));
      pendingLines++;
    }
  }

  /** How a record of one parser begins. */
  private record Start(
      String stream,
      @Nullable Pattern prefix,
      @Nullable Pattern pattern,
      @Nullable RecordReader reader) {

    static Start of(LogSpec spec) {
      Pattern pattern = SpecCheck.regex(spec.recordStart(), "record_start");
      boolean byReader = pattern == null && spec.format() != LogFormat.JSON;
      return new Start(
          spec.stream(),
          SpecCheck.regex(spec.prefix(), "prefix"),
          pattern,
          byReader ? RecordReader.of(spec) : null);
    }

    boolean begins(String wholeLine) {
      String line = PatternReader.after(prefix, wholeLine);
      if (pattern != null) {
        return pattern.matcher(line).lookingAt();
      }
      return reader == null ? line.startsWith("{") : reader.read(line) != null;
    }

    /** Without a start pattern a record is one line, and nothing continues it. */
    boolean oneLine() {
      return pattern == null;
    }
  }
}
