package io.patchwatch.alerting.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusServerTest {

  private final HttpClient http = HttpClient.newHttpClient();
  private volatile List<Component> components = List.of();
  private StatusServer server;

  @BeforeEach
  void start() throws IOException {
    server = StatusServer.start("127.0.0.1", 0, () -> "up 1\n", () -> components);
  }

  @AfterEach
  void stop() {
    server.close();
    http.close();
  }

  @Test
  void servesTheMetricsInPrometheusTextFormat() throws Exception {
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("up 1\n");
    assertThat(answer.headers().firstValue("content-type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void isReadyOnlyWhenEveryComponentIs() throws Exception {
    components = List.of(new Component("kafka", true, "ok"), waiting());
    HttpResponse<String> answer = get("/readyz");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("history", "Elasticsearch: connection refused");
    components = List.of(new Component("kafka", true, "ok"));
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  private static Component waiting() {
    return new Component("history", false, "Elasticsearch: connection refused");
  }

  @Test
  void isAliveWhileItWaits() throws Exception {
    components = List.of(waiting());
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void saysWhichPagesThereAre() throws Exception {
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/nothing").body()).contains("/metrics");
  }

  @Test
  void takesNothingButGetAndHead() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(server.uri().resolve("/metrics"))
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    assertThat(http.send(post, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    HttpRequest head = HttpRequest.newBuilder(server.uri().resolve("/healthz")).HEAD().build();
    assertThat(http.send(head, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @Test
  void answersWithAnErrorWhenTheMetricsCannotBeRead() throws Exception {
    StatusServer broken =
        StatusServer.start(
            "127.0.0.1",
            0,
            () -> {
              throw new IllegalStateException("a defect");
            },
            List::of);
    try (broken) {
      HttpRequest request = HttpRequest.newBuilder(broken.uri().resolve("/metrics")).build();
      assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(500);
    }
  }

  @Test
  void saysWhatToDoWhenThePortIsTaken() {
    int port = server.uri().getPort();
    assertThatThrownBy(() -> StatusServer.start("127.0.0.1", port, () -> "", List::of))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("server.port " + port)
        .hasMessageContaining("choose another port");
  }

  @Test
  void saysWhatToDoWhenTheAddressIsUnknown() {
    assertThatThrownBy(() -> StatusServer.start("no-such-host.invalid", 0, () -> "", List::of))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("server.bind no-such-host.invalid");
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(server.uri().resolve(path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
