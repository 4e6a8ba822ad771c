package io.patchwatch.alerting.history;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes days of the history that are older than they are to be kept, whole indices, never an
 * index of states or one that is not named as a day of ours.
 */
public final class Retention implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Retention.class);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu.MM.dd");

  private final ElasticsearchClient client;
  private final RetentionSettings settings;
  private final InstantSource clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private @Nullable Thread thread;

  /** Deletes nothing before it is started. */
  public Retention(
      ElasticsearchConnection connection, RetentionSettings settings, InstantSource clock) {
    this.client = connection.client();
    this.settings = settings;
    this.clock = clock;
  }

  /** Looks now and every hour. */
  public void start() {
    thread = Thread.ofVirtual().name("retention").start(this::run);
  }

  private void run() {
    try {
      do {
        look();
      } while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      log.debug("told to stop", e);
    }
  }

  private void look() {
    try {
      for (String index : due()) {
        client.indices().delete(d -> d.index(index).ignoreUnavailable(true));
        log.info("deleted {}: older than it is to be kept", index);
      }
    } catch (IOException | ElasticsearchException e) {
      log.warn("old days of the history could not be deleted now: {}", e.getMessage());
    }
  }

  /**
   * The indices that are older than they are to be kept, the oldest first.
   *
   * @throws IOException if Elasticsearch does not answer
   */
  public List<String> due() throws IOException {
    List<String> due = new ArrayList<>();
    due.addAll(olderThan("patchwatch-logs-", settings.logs()));
    due.addAll(olderThan("patchwatch-timeline-", settings.timeline()));
    return due;
  }

  private List<String> olderThan(String prefix, Duration kept) throws IOException {
    Instant now = clock.instant();
    return client.indices().get(g -> g.index(prefix + "*")).indices().keySet().stream()
        .filter(name -> isOver(name.substring(prefix.length()), kept, now))
        .sorted()
        .toList();
  }

  /** A day is over once its last moment is older than that. */
  private static boolean isOver(String day, Duration kept, Instant now) {
    try {
      Instant end = LocalDate.parse(day, DAY).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      return end.isBefore(now.minus(kept));
    } catch (DateTimeException e) {
      return false; // not a day of ours
    }
  }

  @Override
  public void close() {
    stop.countDown();
    if (thread != null) {
      thread.interrupt();
    }
  }
}
