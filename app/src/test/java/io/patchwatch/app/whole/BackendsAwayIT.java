package io.patchwatch.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.app.config.ConfigFile;
import io.patchwatch.app.wiring.PatchWatch;
import io.patchwatch.app.wiring.Role;
import io.patchwatch.embedded.EmbeddedElasticsearch;
import io.patchwatch.embedded.EmbeddedKafka;
import io.patchwatch.embedded.ServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Neither Kafka nor Elasticsearch is there when the process starts; it says so and waits. */
class BackendsAwayIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path directory;

  private final int kafkaPort = freePort();
  private final int elasticPort = freePort();
  private final int statusPort = freePort();

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private ConfigFile.Loaded config() throws Exception {
    String yaml =
        """
        data_dir: data
        kafka: {mode: external, bootstrap_servers: "127.0.0.1:%d", partitions: 1}
        elasticsearch: {mode: external, urls: ["http://127.0.0.1:%d"]}
        server: {port: %d}
        advisories: {bundled_snapshot: false}
        """
            .formatted(kafkaPort, elasticPort, statusPort);
    byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
    return ConfigFile.parse("test", bytes, name -> null, directory);
  }

  private void awaitStatus(String path, int status, String text) {
    URI uri = URI.create("http://127.0.0.1:" + statusPort + path);
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    Awaitility.await()
        .atMost(LONG)
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(
            () -> {
              var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
              assertThat(answer.body()).contains(text);
              assertThat(answer.statusCode()).isEqualTo(status);
            });
  }

  @Test
  void saysForWhatItWaitsAndBeginsWhenItIsThere() throws Exception {
    ConfigFile.Loaded config = config();
    Callable<PatchWatch> start =
        () -> PatchWatch.start(config, EnumSet.allOf(Role.class), Clock.systemUTC());
    try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<PatchWatch> starting = background.submit(start);
      awaitStatus("/readyz", 503, "waits for Kafka at 127.0.0.1:" + kafkaPort);
      awaitStatus("/healthz", 200, "");
      try (EmbeddedKafka kafka = EmbeddedKafka.start(ServerOptions.temporary().onPort(kafkaPort));
          PatchWatch process = starting.get()) {
        awaitStatus("/readyz", 503, "http://127.0.0.1:" + elasticPort);
        try (var node =
            EmbeddedElasticsearch.start(ServerOptions.temporary().onPort(elasticPort))) {
          process.awaitReady();
          awaitStatus("/readyz", 200, "\"status\":\"ready\"");
        }
      }
    }
  }
}
