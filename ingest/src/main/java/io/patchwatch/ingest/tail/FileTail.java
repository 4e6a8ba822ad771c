package io.patchwatch.ingest.tail;

import io.patchwatch.events.parsing.RecordAssembler;
import io.patchwatch.events.parsing.RecordAssembler.RawRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one log file: renames, truncation in place, files that appear later, partial lines and
 * records of several lines. At least once: the checkpoint moves only behind what Kafka has
 * acknowledged, and a record that is read again has the same id.
 */
final class FileTail implements AutoCloseable {

  /** Sends one record; completes when it is safe. */
  interface Sender {
    CompletableFuture<Void> send(RawRecord record, Checkpoint origin);
  }

  private static final Logger log = LoggerFactory.getLogger(FileTail.class);

  private final TailSettings settings;
  private final Checkpoints checkpoints;
  private final Supplier<RecordAssembler> assemblers;
  private final Sender sender;
  private final InstantSource clock;
  private final TailCounters counters;
  private @Nullable OpenLog current;
  private boolean readBefore;
  private boolean leaving;
  private boolean strangeTold;

  FileTail(
      TailSettings settings,
      Checkpoints checkpoints,
      Supplier<RecordAssembler> assemblers,
      Sender sender,
      InstantSource clock,
      TailCounters counters) {
    this.settings = settings;
    this.checkpoints = checkpoints;
    this.assemblers = assemblers;
    this.sender = sender;
    this.clock = clock;
    this.counters = counters;
    this.readBefore = checkpoints.get(key()) != null || !Files.exists(settings.path());
  }

  private String key() {
    return settings.path().toString();
  }

  /**
   * Reads and publishes what is there.
   *
   * @return whether there may be more at once; when not, the caller waits a little
   * @throws IOException if the file cannot be read; the next step tries again
   */
  boolean step() throws IOException {
    OpenLog open = current == null ? open() : current;
    current = open;
    long before = open.position();
    List<RawRecord> records = open.read(clock.instant());
    counters.read(settings.path(), open.position() - before, open.behind());
    publish(open, records);
    return !open.atEnd() || !records.isEmpty() || endReached(open);
  }

  private boolean endReached(OpenLog open) throws IOException {
    if (open.truncated()) {
      publish(open, open.flush());
      remember(open.checkpoint().truncated());
      close();
      return true;
    }
    if (leaving) {
      publish(open, open.flush());
      close();
      remember(new Checkpoint(TailedFile.identity(settings.path()), 0, 0));
      return true;
    }
    if (open.movedAwayFrom(settings.path()) && successorSpeaks()) {
      leaving = true; // what was written before that may have come after our last look: once more
      return true;
    }
    if (!clock.instant().isBefore(open.lastRead().plus(settings.flushAfter()))) {
      publish(open, open.flush());
    }
    return false;
  }

  /**
   * Until then the server may still write to the file that was renamed: logrotate makes the new
   * file first, and only then tells the server.
   */
  private boolean successorSpeaks() throws IOException {
    return Files.exists(settings.path()) && Files.size(settings.path()) > 0;
  }

  private OpenLog open() throws IOException {
    Checkpoint known = checkpoints.get(key());
    TailedFile file = TailedFile.open(whereToGoOn(known));
    Checkpoint from = resume(file, known);
    remember(from);
    readBefore = true;
    leaving = false;
    Unwrapper unwrapper = new Unwrapper(WrappedLine.reader(settings.format()), this::strange);
    return new OpenLog(file, from, unwrapper, assemblers.get(), clock.instant());
  }

  private void strange() {
    counters.strangeLine();
    if (!strangeTold) {
      strangeTold = true;
      log.warn(
          "log file {} has lines that are not of the format {}; they are kept as they stand."
              + " Correct the format of this file in the configuration",
          settings.path(),
          settings.format());
    }
  }

  /** The file itself, or its renamed predecessor when that was not read to its end. */
  private Path whereToGoOn(@Nullable Checkpoint known) throws IOException {
    Path path = settings.path();
    if (known == null || (Files.exists(path) && known.file().equals(TailedFile.identity(path)))) {
      return path;
    }
    Optional<Path> renamed = TailedFile.renamed(path, known.file());
    if (renamed.isEmpty()) {
      log.warn("what was left of the predecessor of {} is gone: lines may be missing", path);
    }
    return renamed.orElse(path);
  }

  private Checkpoint resume(TailedFile file, @Nullable Checkpoint known) throws IOException {
    long size = file.channel().size();
    if (known != null && known.file().equals(file.identity())) {
      return known.offset() <= size ? known : known.truncated();
    }
    boolean fromEnd = !readBefore && settings.startAt() == TailSettings.StartAt.END;
    return new Checkpoint(file.identity(), 0, fromEnd ? size : 0);
  }

  /**
   * Waits for all acknowledgements; if one fails, the next step reads from the checkpoint again.
   */
  private void publish(OpenLog open, List<RawRecord> records) throws IOException {
    if (records.isEmpty()) {
      return;
    }
    try {
      CompletableFuture.allOf(
              records.stream()
                  .map(record -> sender.send(record, open.checkpoint()))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (RuntimeException e) {
      close();
      throw new IOException("what was read from " + key() + " could not be published", e);
    }
    remember(open.checkpoint());
  }

  private void remember(Checkpoint checkpoint) {
    checkpoints.put(key(), checkpoint);
  }

  @Override
  public void close() throws IOException {
    OpenLog open = current;
    current = null;
    if (open != null) {
      open.close();
    }
    checkpoints.flush();
  }
}
