package io.patchwatch.ingest.advisories.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.patchwatch.events.Event;
import io.patchwatch.events.FeedReported;
import io.patchwatch.events.FeedReported.State;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.advisories.AdvisorySnapshot;
import io.patchwatch.ingest.advisories.feed.FeedName;
import io.patchwatch.ingest.advisories.feed.Ledger;
import io.patchwatch.ingest.advisories.fetch.WebSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteFeedsTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir private Path state;
  private Source source;
  private final List<Event> published = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() throws IOException {
    source = new Source();
    source.pages.put("/kev.json", Files.readAllBytes(Path.of("data/advisories/kev.json")));
  }

  @AfterEach
  void close() {
    source.close();
  }

  private static FeedSettings kev(URI url) {
    WebSettings web =
        new WebSettings(
            Duration.ofSeconds(1),
            Duration.ofMillis(200),
            Duration.ofMillis(600),
            1_000_000,
            null,
            1,
            Duration.ofMillis(1));
    return new FeedSettings(
        "kev",
        FeedKind.KEV,
        url,
        null,
        List.of(),
        null,
        Duration.ofHours(1),
        Duration.ofDays(2),
        0.1,
        null,
        web);
  }

  private RemoteFeeds start(Instant now) throws IOException {
    return RemoteFeeds.start(
        List.of(kev(source.url("/kev.json"))),
        Catalogue.builtIn().all(),
        state,
        new Newsroom(
            new Ledger(FeedName.COLLECTOR, AdvisorySnapshot.bundled().events()), published::add),
        InstantSource.fixed(now),
        new SplittableRandom(1));
  }

  private FeedReported awaitReport() {
    await().until(() -> published.stream().anyMatch(FeedReported.class::isInstance));
    return published.stream()
        .filter(FeedReported.class::isInstance)
        .map(FeedReported.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void looksAtOnceAndAfterARestartNotBeforeItsTime() throws IOException {
    try (RemoteFeeds feeds = start(NOON)) {
      assertThat(feeds).isNotNull();
      assertThat(awaitReport().state()).isEqualTo(State.GOOD);
    }
    assertThat(source.asked).hasSize(1);
    published.clear();

    try (RemoteFeeds feeds = start(NOON.plusSeconds(60))) {
      assertThat(feeds).isNotNull();
      FeedReported kept = awaitReport();
      assertThat(kept.asOf()).isEqualTo(NOON);
      assertThat(kept.detail()).startsWith("kept since");
    }
    assertThat(source.asked).as("the source is spared").hasSize(1);
  }

  @Test
  void onlyOneProcessWorksOnTheState() throws IOException {
    try (RemoteFeeds feeds = start(NOON)) {
      assertThat(feeds).isNotNull();
      assertThatThrownBy(() -> start(NOON)).hasMessageContaining("in use by another process");
    }
    start(NOON).close();
  }

  @Test
  void aSourceThatIsSilentOrDripsIsGivenUp() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    HttpServer slow =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    slow.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000_000);
          exchange.getResponseBody().write(new byte[10]);
          exchange.getResponseBody().flush();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    slow.start();
    List<FeedReported> reports = new ArrayList<>();
    try {
      URI url = URI.create("http://127.0.0.1:" + slow.getAddress().getPort() + "/kev.json");
      RemoteFeeds.once(
          List.of(kev(url)),
          Catalogue.builtIn().all(),
          state,
          reports::add,
          InstantSource.fixed(NOON));
    } finally {
      end.countDown();
      slow.stop(0);
    }
    assertThat(reports).singleElement().matches(report -> "timeout".equals(report.reason()));
  }
}
