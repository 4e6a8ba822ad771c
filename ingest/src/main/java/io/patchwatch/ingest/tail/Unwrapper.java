package io.patchwatch.ingest.tail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes off what a container runtime puts around each line, and joins the pieces into which it cuts
 * long ones. One for each open file; not thread-safe.
 *
 * <p>The pieces of standard output and standard error may alternate; each stream waits for its own.
 * What is not of the format is kept as it stands and counted.
 */
final class Unwrapper {

  /** Longest line that is joined, in characters; what follows is left out. */
  static final int MAX_JOINED = LineReader.MAX_LINE;

  private final WrappedLine.Reader reader;
  private final Runnable strange;
  private final Map<String, Pending> pending = new TreeMap<>();

  /**
   * Takes off what this format puts around lines.
   *
   * @param strange told of each line that is not of the format
   */
  Unwrapper(WrappedLine.Reader reader, Runnable strange) {
    this.reader = reader;
    this.strange = strange;
  }

  /**
   * A line as the program wrote it.
   *
   * @param offset where the first of its pieces begins in the file, in bytes
   */
  record Unwrapped(String text, long offset) {}

  private record Pending(StringBuilder text, long offset) {
    Unwrapped line() {
      return new Unwrapped(text.toString(), offset);
    }
  }

  /** Takes the file's next line and gives out the program's line that ends with it, if one does. */
  List<Unwrapped> add(LineReader.Line line) {
    WrappedLine piece = line.cut() && reader.wraps() ? null : reader.read(line.text());
    if (piece == null) {
      strange.run();
      return List.of(new Unwrapped(line.text(), line.offset()));
    }
    @Nullable Pending before = pending.remove(piece.stream());
    if (before == null && piece.whole()) {
      return List.of(new Unwrapped(piece.text(), line.offset()));
    }
    Pending now = before == null ? new Pending(new StringBuilder(), line.offset()) : before;
    int room = MAX_JOINED - now.text().length();
    now.text().append(piece.text(), 0, Math.min(room, piece.text().length()));
    if (piece.whole()) {
      return List.of(now.line());
    }
    pending.put(piece.stream(), now);
    return List.of();
  }

  /** Gives out what waits for its end, when none will come: a program may end without a newline. */
  List<Unwrapped> flush() {
    List<Unwrapped> lines = new ArrayList<>(pending.values().stream().map(Pending::line).toList());
    lines.sort(Comparator.comparingLong(Unwrapped::offset));
    pending.clear();
    return lines;
  }

  /** Where the first piece begins that waits for its end: a checkpoint must not lie behind it. */
  Optional<Long> pendingOffset() {
    return pending.values().stream().map(Pending::offset).min(Comparator.naturalOrder());
  }
}
