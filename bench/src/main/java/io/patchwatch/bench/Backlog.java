package io.patchwatch.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** How far a process is behind the log files that it follows. */
final class Backlog {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final URI status;
  private final LongSupplier written;
  private Sight first;
  private Sight last;
  private long most;

  /**
   * What one look shows.
   *
   * @param written lines in the files
   * @param seen lines that the detection has read
   * @param unparsed those of them that no parser could read
   * @param unstored records that the history has not stored
   * @param troubles dead letters and stream threads that died
   */
  record Sight(long written, long seen, long unparsed, long unstored, long troubles) {
    /** Lines that were written and that the detection has not read. */
    long unseen() {
      return written - seen;
    }
  }

  /**
   * Looks for the first time.
   *
   * @param written tells how many lines are in the files
   */
  Backlog(URI status, LongSupplier written) throws IOException, InterruptedException {
    this.status = status;
    this.written = written;
    this.first = sight();
    this.last = first;
  }

  private Sight sight() throws IOException, InterruptedException {
    long now = written.getAsLong();
    Scrape it = Scrape.of(status);
    String records = "patchwatch_log_records_total";
    return new Sight(
        now,
        it.sum(records),
        it.sum(records, "outcome=\"unparsed\""),
        it.sum("patchwatch_history_lag"),
        it.sum("patchwatch_streams_dead_letters_total")
            + it.sum("patchwatch_streams_threads_replaced_total"));
  }

  Sight look() throws IOException, InterruptedException {
    last = sight();
    most = Math.max(most, last.unseen());
    return last;
  }

  /** Lets the measured time begin now. */
  void begin() throws IOException, InterruptedException {
    most = 0;
    first = look();
  }

  /**
   * Waits until the detection has read all lines, when no more are written.
   *
   * @return how long that took, or {@code patience} when some are still missing
   */
  Duration drain(Duration patience) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Duration took = Duration.ZERO;
    while (sight().unseen() > 0 && took.compareTo(patience) < 0) {
      Thread.sleep(LOOK_AGAIN);
      took = Duration.ofNanos(System.nanoTime() - start);
    }
    return took;
  }

  /** Of the measured time, which ends with the last look. */
  List<Figure> figures(Duration time) {
    double seconds = time.toNanos() / 1e9;
    return List.of(
        Figure.perSecond("lines written", (last.written() - first.written()) / seconds),
        Figure.perSecond("lines seen by the detection", (last.seen() - first.seen()) / seconds),
        Figure.count("lines not yet seen, at the beginning", first.unseen()),
        Figure.count("lines not yet seen, most", most),
        Figure.count("lines not yet seen, at the end", last.unseen()),
        Figure.count("records not yet in the history, at the end", last.unstored()));
  }

  /** Of all time, to be asked when no more lines are written. */
  List<Figure> totals() throws IOException, InterruptedException {
    Sight all = sight();
    return List.of(
        Figure.count("lines written in all", all.written()),
        Figure.count("lines seen in all", all.seen()),
        Figure.count("lines that no parser read", all.unparsed()),
        Figure.count("dead letters and stream threads that died", all.troubles()));
  }
}
