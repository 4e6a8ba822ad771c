package io.patchwatch.ingest.advisories.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.Event;
import io.patchwatch.events.FeedReported;
import io.patchwatch.events.FeedReported.State;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.advisories.feed.FeedName;
import io.patchwatch.ingest.advisories.feed.Ledger;
import io.patchwatch.ingest.advisories.fetch.WebSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteFeedTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String TAG = "\"v1\"";

  /** What the server does with a request. */
  private interface Handler {
    void answer(HttpExchange exchange) throws IOException;
  }

  @TempDir private Path state;
  private final List<Event> published = new ArrayList<>();
  private final List<String> ranges = new ArrayList<>();
  private HttpServer server;
  private Handler handler = exchange -> status(exchange, 404);
  private int requests;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests++;
          ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
          handler.answer(exchange);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void status(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    if (TAG.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      status(exchange, 304);
      return;
    }
    exchange.getResponseHeaders().set("ETag", TAG);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private RemoteFeed feed(FeedKind kind, long maxBytes) throws IOException {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/feed");
    WebSettings web =
        new WebSettings(
            Duration.ofSeconds(2),
            Duration.ofMillis(400),
            Duration.ofSeconds(10),
            maxBytes,
            null,
            3,
            Duration.ofMillis(1));
    FeedSettings settings =
        new FeedSettings(
            "test",
            kind,
            url,
            null,
            List.of(),
            null,
            Duration.ofHours(1),
            Duration.ofDays(2),
            0.1,
            null,
            web);
    Newsroom newsroom = new Newsroom(new Ledger(FeedName.COLLECTOR, List.of()), published::add);
    return new RemoteFeed(
        settings,
        Catalogue.builtIn().all(),
        "catalogue",
        state,
        newsroom,
        InstantSource.fixed(NOON));
  }

  private FeedReported look(FeedKind kind) throws Exception {
    try (RemoteFeed feed = feed(kind, 64L * 1024 * 1024)) {
      return feed.look();
    }
  }

  private long advisories() {
    return published.stream().filter(AdvisoryEvent.class::isInstance).count();
  }

  private static byte[] archive(int records) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("data/advisories/osv-ghsa.ndjson"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < records; i++) {
        zip.putNextEntry(new ZipEntry("GHSA-" + i + ".json"));
        zip.write(lines.get(i).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private void given(byte[] body) {
    handler = exchange -> send(exchange, body);
  }

  private void hasGood() throws Exception {
    given(archive(20));
    assertThat(look(FeedKind.GHSA).state()).isEqualTo(State.GOOD);
    assertThat(advisories()).isPositive();
    Files.writeString(
        state.resolve(".memory.json"),
        Files.readString(state.resolve(".memory.json")).replace("v1", "v0"));
    published.clear();
    requests = 0;
  }

  /** The feed is refused for this reason and what was good comes back after a restart. */
  private void assertRefusedKeeping(String reason) throws Exception {
    FeedReported report = look(FeedKind.GHSA);
    assertThat(report.state()).isEqualTo(State.REFUSED);
    assertThat(report.reason()).isEqualTo(reason);
    assertThat(report.asOf()).isEqualTo(NOON);
    assertThat(report.records()).isPositive();
    assertThat(advisories()).isZero();
    try (RemoteFeed again = feed(FeedKind.GHSA, 1_000_000)) {
      again.restore();
    }
    assertThat(advisories()).isPositive();
  }

  @Test
  void publishesAnArchiveOnceAndAsksAgainConditionally() throws Exception {
    given(archive(20));
    assertThat(look(FeedKind.GHSA).state()).isEqualTo(State.GOOD);
    long first = advisories();

    FeedReported second = look(FeedKind.GHSA);

    assertThat(second.state()).isEqualTo(State.GOOD);
    assertThat(advisories()).isEqualTo(first);
  }

  @Test
  void contentThatWasDamagedOnDiskIsAskedForAgain() throws Exception {
    given(archive(20));
    assertThat(look(FeedKind.GHSA).state()).isEqualTo(State.GOOD);
    Files.write(state.resolve("records-1.ndjson.gz"), new byte[] {1, 2, 3});
    published.clear();

    try (RemoteFeed feed = feed(FeedKind.GHSA, 64L * 1024 * 1024)) {
      feed.restore();
      assertThat(advisories()).isZero();
      assertThat(feed.memory().lastGood()).isNull();
      assertThat(feed.look().state()).isEqualTo(State.GOOD);
    }

    assertThat(advisories()).isPositive();
  }

  @Test
  void refusesAShrunkenArchive() throws Exception {
    hasGood();
    given(archive(10));
    assertRefusedKeeping("shrunken");
  }

  @Test
  void refusesAnEmptyArchive() throws Exception {
    hasGood();
    given(archive(0));
    assertRefusedKeeping("empty");
  }

  @Test
  void refusesHalfAnArchive() throws Exception {
    hasGood();
    byte[] whole = archive(20);
    given(Arrays.copyOf(whole, whole.length / 2));
    assertRefusedKeeping("damaged");
  }

  @Test
  void refusesAWrongChecksum() throws Exception {
    hasGood();
    byte[] whole = archive(20);
    handler =
        exchange -> {
          exchange.getResponseHeaders().set("x-goog-hash", "crc32c=AAAA,md5=AAAA");
          send(exchange, whole);
        };
    assertRefusedKeeping("checksum");
  }

  @Test
  void resumesWhereATransferBrokeOff() throws Exception {
    byte[] whole = archive(20);
    int half = whole.length / 2;
    handler =
        exchange -> {
          exchange.getResponseHeaders().set("ETag", TAG);
          if (requests == 1) {
            exchange.sendResponseHeaders(200, whole.length);
            exchange.getResponseBody().write(whole, 0, half);
            exchange.getResponseBody().flush();
          } else {
            int from = Integer.parseInt(ranges.getLast().replaceAll("\\D", ""));
            exchange.sendResponseHeaders(206, whole.length - from);
            exchange.getResponseBody().write(whole, from, whole.length - from);
          }
        };

    assertThat(look(FeedKind.GHSA).state()).isEqualTo(State.GOOD);
    assertThat(ranges).hasSize(2).last().isEqualTo("bytes=" + half + "-");
  }

  @Test
  void triesAgainAfter429And503() throws Exception {
    byte[] whole = archive(20);
    handler =
        exchange -> {
          if (requests < 3) {
            exchange.getResponseHeaders().set("Retry-After", "0");
            status(exchange, requests == 1 ? 429 : 503);
          } else {
            send(exchange, whole);
          }
        };

    assertThat(look(FeedKind.GHSA).state()).isEqualTo(State.GOOD);
    assertThat(requests).isEqualTo(3);
  }

  @Test
  void reportsAServerThatFailsOrIsSilentAsUnreached() throws Exception {
    handler = exchange -> status(exchange, 500);
    assertThat(look(FeedKind.GHSA).reason()).isEqualTo("http-status");

    handler = exchange -> exchange.sendResponseHeaders(200, 1000);
    FeedReported broken = look(FeedKind.GHSA);
    assertThat(broken.state()).isNotEqualTo(State.GOOD);
    assertThat(broken.asOf()).isNull();
  }

  @Test
  void refusesADocumentThatIsTooLarge() throws Exception {
    given(new byte[5000]);
    try (RemoteFeed feed = feed(FeedKind.KEV, 1000)) {
      assertThat(feed.look().reason()).isEqualTo("too-large");
    }
  }

  @Test
  void takesKevWholeAndRefusesOneThatWasCutOff() throws Exception {
    byte[] kev = Files.readAllBytes(Path.of("data/advisories/kev.json"));
    given(kev);
    assertThat(look(FeedKind.KEV).state()).isEqualTo(State.GOOD);

    handler =
        exchange -> {
          exchange.sendResponseHeaders(200, kev.length / 2);
          exchange.getResponseBody().write(kev, 0, kev.length / 2);
        };
    assertThat(look(FeedKind.KEV).reason()).isEqualTo("unreadable");
  }
}
