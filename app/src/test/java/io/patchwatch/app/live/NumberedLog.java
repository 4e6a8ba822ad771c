package io.patchwatch.app.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A log as Prosody writes it, which grows by a thousand numbered lines a second. One line in eight
 * is a failed login; each address fails {@link #FAILURES} times, with an account of its own.
 */
final class NumberedLog implements AutoCloseable {

  /** One less than what is paged. */
  static final int FAILURES = 4;

  private static final int ONE_IN = 8;
  private static final int LINES_OF_ADDRESS = ONE_IN * FAILURES;
  private static final int EVERY_MILLIS = 10;
  private static final int LINES_AT_ONCE = 10;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Path file;
  private final ScheduledExecutorService server = Executors.newSingleThreadScheduledExecutor();
  private int written;
  private int rotations;

  private NumberedLog(Path file) {
    this.file = file;
  }

  static NumberedLog start(Path file) {
    NumberedLog log = new NumberedLog(file);
    log.server.scheduleAtFixedRate(log::grow, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    return log;
  }

  private synchronized void grow() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < LINES_AT_ONCE; i++, written++) {
      int address = written / LINES_OF_ADDRESS;
      lines.append(
          written % ONE_IN == 0
              ? failure(written, address)
              : line("Client disconnected: #" + written));
    }
    append(lines.toString());
  }

  private static String failure(int number, int address) {
    return line(
        "Failed authentication attempt (#%d) for user u%d@localhost from IP: %s"
            .formatted(number, address, address(address)));
  }

  private static String line(String message) {
    return TIME.format(Instant.now()) + " c2s5581\tinfo\t" + message + "\n";
  }

  private void append(String lines) {
    try {
      Files.writeString(
          file,
          lines,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of 131,072 addresses that are reserved for benchmarks. */
  static String address(int number) {
    return "198.%d.%d.%d".formatted(18 + number / 65_536, number / 256 % 256, number % 256);
  }

  /** Renames the file, as logrotate does; the next line begins a new one. */
  synchronized void rotate() throws IOException {
    rotations++;
    Files.move(file, file.resolveSibling(file.getFileName() + "." + rotations));
    append("");
  }

  /** One failure more of an address, with the number that is told. */
  synchronized int failOnceMore(int address) {
    append(failure(written, address));
    return written++;
  }

  /** So many lines were written; they are numbered from 0. */
  synchronized int written() {
    return written;
  }

  /** Addresses that have failed as often as they shall. */
  synchronized int addresses() {
    return written / LINES_OF_ADDRESS;
  }

  /** The last line is written. */
  void stop() throws InterruptedException {
    server.shutdown();
    if (!server.awaitTermination(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the log still grows");
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
