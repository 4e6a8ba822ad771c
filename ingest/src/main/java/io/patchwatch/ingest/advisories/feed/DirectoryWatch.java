package io.patchwatch.ingest.advisories.feed;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of files in directories: of all at first, and of each one that changes, comes or goes. */
public final class DirectoryWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);
  private static final int MAX_DEPTH = 8;
  private static final int MAX_FILES = 500_000;

  /** A file being written announces itself many times; this much silence ends a burst. */
  private static final long SETTLE_MILLIS = 100;

  private final WatchService service;
  private final Consumer<Path> files;
  private final Thread thread;

  public DirectoryWatch(Consumer<Path> files) throws IOException {
    this.files = files;
    this.service = FileSystems.getDefault().newWatchService();
    this.thread = Thread.ofVirtual().name("advisory-directory").unstarted(this::run);
  }

  /** Watches a directory with all below it, and tells of what is there. */
  public void add(Path directory) throws IOException {
    List<Path> found;
    try (Stream<Path> walk = Files.walk(directory, MAX_DEPTH)) {
      found = walk.limit(MAX_FILES + 1).sorted().toList();
    }
    if (found.size() > MAX_FILES) {
      throw new IOException(directory + " has more than " + MAX_FILES + " files; use an archive");
    }
    for (Path path : found) {
      if (Files.isDirectory(path)) {
        path.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
      }
    }
    found.forEach(files);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    try {
      service.close();
      if (thread.isAlive()) {
        thread.join();
      }
    } catch (IOException e) {
      LOG.warn("the watch of the advisory directories did not close cleanly", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (true) {
        Set<Path> changed = new TreeSet<>();
        for (WatchKey key = service.take(); key != null; key = next()) {
          collect(key, changed);
        }
        changed.forEach(this::tell);
      }
    } catch (ClosedWatchServiceException e) {
      LOG.debug("no longer watching the advisory directories");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private WatchKey next() throws InterruptedException {
    return service.poll(SETTLE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static void collect(WatchKey key, Set<Path> changed) {
    Path directory = (Path) key.watchable();
    for (WatchEvent<?> event : key.pollEvents()) {
      // Too many at once: the context is missing and the whole directory has to be looked at.
      changed.add(event.context() instanceof Path name ? directory.resolve(name) : directory);
    }
    key.reset();
  }

  private void tell(Path path) {
    try {
      if (Files.isDirectory(path)) {
        add(path);
      } else {
        files.accept(path);
      }
    } catch (IOException e) {
      LOG.warn("cannot look into {}; what it published stays in force", path, e);
    } catch (RuntimeException e) {
      LOG.error("could not take {}; the feed goes on with the other files", path, e);
    }
  }
}
