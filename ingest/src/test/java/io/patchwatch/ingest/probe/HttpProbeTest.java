package io.patchwatch.ingest.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.net.TlsOptions;
import io.patchwatch.ingest.probe.HttpProbe.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real HTTP against a local server that answers well, badly, or never. */
class HttpProbeTest {

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private Handler handler = exchange -> {};

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            handler.handle(exchange);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    executor.shutdownNow();
  }

  private Outcome ask(String product, Duration timeout) throws Exception {
    Product asked = Catalogue.builtIn().get(product);
    assertThat(asked).isNotNull();
    try (HttpProbe probe = new HttpProbe(timeout, Map.of(), TlsOptions.SYSTEM)) {
      return probe.ask(asked, url());
    }
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void expectFailure(String product, Failure failure, String detail) throws Exception {
    expectFailure(product, TIMEOUT, failure, detail);
  }

  private void expectFailure(String product, Duration timeout, Failure failure, String detail)
      throws Exception {
    Outcome outcome = ask(product, timeout);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    Outcome.Failed failed = (Outcome.Failed) outcome;
    assertThat(failed.failure()).as(failed.detail()).isEqualTo(failure);
    assertThat(failed.detail()).contains(detail);
  }

  @Test
  void readsTheVersionOfOpenfireFromItsLoginPage() throws Exception {
    handler =
        exchange ->
            answer(
                exchange,
                200,
                "<div class=\"text\" id=\"jive-loginVersion\"> Openfire, Version: 4.7.4</div>");
    Outcome outcome = ask("openfire", TIMEOUT);
    assertThat(outcome).isInstanceOf(Outcome.Found.class);
    assertThat(((Outcome.Found) outcome).reading().version()).isEqualTo("4.7.4");
    assertThat(outcome.asked().getPath()).isEqualTo("/login.jsp");
  }

  @Test
  void garbageIsNoVersion() throws Exception {
    handler = exchange -> answer(exchange, 200, "\u0000\u0001 garbage {{{");
    expectFailure("synapse", Failure.UNREADABLE, "");
  }

  @Test
  void anAnswerThatNeverEndsTimesOut() throws Exception {
    handler =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream body = exchange.getResponseBody();
          try {
            body.write("{\"server\":".getBytes(StandardCharsets.UTF_8));
            body.flush();
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    expectFailure("synapse", Duration.ofMillis(300), Failure.TIMEOUT, "within 300 ms");
  }

  @Test
  void anEndlessAnswerIsCutOff() throws Exception {
    handler =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] chunk = new byte[64 * 1024];
          for (int i = 0; i < 1024; i++) {
            exchange.getResponseBody().write(chunk);
          }
        };
    expectFailure("synapse", Failure.TOO_LARGE, "larger than");
  }

  @Test
  void aRedirectToAnotherHostIsNotFollowed() throws Exception {
    handler =
        exchange -> {
          exchange.getResponseHeaders().set("Location", "http://elsewhere.invalid/");
          exchange.sendResponseHeaders(302, -1);
        };
    expectFailure("synapse", Failure.REDIRECT, "elsewhere.invalid");
  }

  @Test
  void aRedirectLoopEnds() throws Exception {
    handler =
        exchange -> {
          exchange.getResponseHeaders().set("Location", exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(301, -1);
        };
    expectFailure("synapse", Failure.REDIRECT, "more than 3 redirects");
  }

  @Test
  void anErrorPageNamesTheStatus() throws Exception {
    handler = exchange -> answer(exchange, 503, "<html>maintenance</html>");
    expectFailure("openfire", Failure.HTTP_STATUS, "503");
  }

  @Test
  void anotherProductIsNamed() throws Exception {
    handler =
        exchange ->
            answer(exchange, 200, "{\"server\":{\"name\":\"Dendrite\",\"version\":\"0.13.8\"}}");
    expectFailure("synapse", Failure.OTHER_PRODUCT, "Dendrite");
  }

  @Test
  void nobodyThereIsUnreachable() throws Exception {
    server.stop(0);
    expectFailure("openfire", Failure.UNREACHABLE, "check url");
  }

  @Test
  void credentialsGoOnlyToTheProbesThatNameThem() throws Exception {
    Map<String, String> tokens = new ConcurrentHashMap<>();
    handler =
        exchange -> {
          String token = exchange.getRequestHeaders().getFirst("X-Auth-Token");
          tokens.put(exchange.getRequestURI().getPath(), String.valueOf(token));
          answer(exchange, 404, "");
        };
    Product rocketChat = Catalogue.builtIn().get("rocket-chat");
    assertThat(rocketChat).isNotNull();
    Map<String, Secret> headers =
        Map.of("X-User-Id", Secret.of("u"), "X-Auth-Token", Secret.of("t"));
    try (HttpProbe probe = new HttpProbe(TIMEOUT, headers, TlsOptions.SYSTEM)) {
      probe.ask(rocketChat, url());
    }
    assertThat(tokens).containsEntry("/api/info", "t").containsEntry("/metrics", "null");
  }
}
