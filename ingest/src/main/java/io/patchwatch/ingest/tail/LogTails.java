package io.patchwatch.ingest.tail;

import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogObserved.LogOrigin;
import io.patchwatch.events.Trace;
import io.patchwatch.events.parsing.LogText;
import io.patchwatch.events.parsing.RecordAssembler;
import io.patchwatch.events.parsing.RecordAssembler.RawRecord;
import io.patchwatch.ingest.crew.Crew;
import io.patchwatch.ingest.publish.Publisher;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows all configured log files, each on a virtual thread of its own. */
public final class LogTails implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LogTails.class);
  private static final Duration IDLE = Duration.ofMillis(50);

  /** After {@code kill -9} what was read for so long is read again. */
  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMillis(100);

  private static final Duration TROUBLE = Duration.ofSeconds(1);
  private static final String COLLECTOR = "file-tail";

  private final Publisher publisher;
  private final InstantSource clock;
  private final TailCounters counters = new TailCounters();
  private final Crew crew = new Crew();

  private LogTails(Publisher publisher, InstantSource clock) {
    this.publisher = publisher;
    this.clock = clock;
  }

  /**
   * Starts to follow the files.
   *
   * @param checkpoints file that remembers how far each file was published
   * @param assemblers for each file, what joins its lines to records
   * @throws IOException if the checkpoints cannot be read
   */
  public static LogTails start(
      List<TailSettings> files,
      Path checkpoints,
      Function<TailSettings, RecordAssembler> assemblers,
      Publisher publisher,
      InstantSource clock)
      throws IOException {
    LogTails tails = new LogTails(publisher, clock);
    Checkpoints opened = Checkpoints.open(checkpoints);
    for (TailSettings file : files) {
      FileTail tail =
          new FileTail(
              file,
              opened,
              () -> assemblers.apply(file),
              (record, origin) -> tails.send(file, record, origin),
              clock,
              tails.counters);
      tails.crew.start("tail-" + file.path(), () -> tails.follow(file, tail));
    }
    tails.crew.start("tail-checkpoints", () -> tails.keep(opened));
    return tails;
  }

  private void keep(Checkpoints checkpoints) {
    String trouble = "";
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(BETWEEN_CHECKPOINTS);
        trouble = flush(checkpoints, trouble);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // each tail flushes once more when it is closed
    }
  }

  private String flush(Checkpoints checkpoints, String before) {
    try {
      checkpoints.flush();
      return "";
    } catch (IOException e) {
      counters.troubled();
      String trouble = "how far log files were read cannot be written down: " + e;
      if (!trouble.equals(before)) {
        log.warn("{}; it is tried again", trouble);
      }
      return trouble;
    }
  }

  private void follow(TailSettings file, FileTail tail) {
    String trouble = "";
    try (tail) {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          if (!tail.step()) {
            Thread.sleep(IDLE);
          }
          trouble = "";
        } catch (IOException e) {
          counters.troubled();
          trouble = tellOnce(file, e, trouble);
          Thread.sleep(TROUBLE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      log.debug("closing {}", file.path(), e);
    }
  }

  private static String tellOnce(TailSettings file, IOException e, String before) {
    String trouble = explain(file, e);
    if (!trouble.equals(before)) {
      log.warn(trouble);
    }
    return trouble;
  }

  private static String explain(TailSettings file, IOException e) {
    return switch (e) {
      case NoSuchFileException missing ->
          "log file " + file.path() + " is not there (yet); it is read as soon as it appears";
      case AccessDeniedException denied ->
          "log file "
              + file.path()
              + " may not be read; add the user of PatchWatch to the group of the file (often adm)";
      default -> "log file " + file.path() + ": " + e.getMessage() + "; it is tried again";
    };
  }

  private CompletableFuture<Void> send(TailSettings file, RawRecord record, Checkpoint origin) {
    String path = file.path().toString();
    String id =
        Fingerprints.of(
            file.asset().id(),
            path,
            origin.file(),
            Integer.toString(origin.generation()),
            Long.toString(record.offset()));
    LogText text = LogText.of(record.text(), record.truncated());
    LogObserved event =
        new LogObserved(
            id,
            clock.instant(),
            COLLECTOR,
            file.asset(),
            file.product(),
            new LogOrigin("file", path, record.offset(), file.zone()),
            text.text(),
            text.truncated());
    return publisher.publish(event, Trace.start()).thenRun(counters::published);
  }

  /** What was read since the start. */
  public TailCounters counters() {
    return counters;
  }

  /** Stops; what is not acknowledged yet is read again at the next start. */
  @Override
  public void close() {
    crew.close();
  }
}
