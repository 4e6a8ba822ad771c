package io.patchwatch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.HealthStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Another process runs the servers and writes; it is killed with {@code kill -9} while it writes.
 */
@Timeout(120)
class HardKillIT {

  private static final int ENOUGH = 200;

  @TempDir Path directory;

  @Test
  void keepsEveryAcknowledgedRecordAndDocumentAndItsPortsAfterAHardKill() throws Exception {
    Process writer = startWriter();
    int kafkaPort;
    int elasticsearchPort;
    List<String> acknowledged;
    try (BufferedReader said = writer.inputReader()) {
      kafkaPort = Integer.parseInt(said.readLine());
      elasticsearchPort = Integer.parseInt(said.readLine());
      acknowledged = readUntilKilled(writer, said);
    } finally {
      writer.destroyForcibly().waitFor();
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);

    try (EmbeddedServers servers =
        EmbeddedServers.start(
            ServerOptions.in(directory.resolve("kafka")).onPort(kafkaPort),
            ServerOptions.in(directory.resolve("elasticsearch")).onPort(elasticsearchPort))) {
      assertThat(records(servers.kafka(), acknowledged.size())).containsAll(acknowledged);
      assertThat(documents(servers.elasticsearch())).containsAll(acknowledged);
    }
  }

  private Process startWriter() throws IOException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    command.add("-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile"));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            EndlessWriter.class.getName(),
            directory.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /**
   * Kills the writer after enough acknowledgements; it may have said a few more by then, which
   * count as well.
   */
  private static List<String> readUntilKilled(Process writer, BufferedReader said)
      throws IOException {
    List<String> acknowledged = new ArrayList<>();
    String line;
    while ((line = said.readLine()) != null) {
      acknowledged.add(line);
      if (acknowledged.size() == ENOUGH) {
        writer.toHandle().destroyForcibly(); // unlike the process, its handle leaves the pipe open
      }
    }
    return acknowledged;
  }

  private static List<String> records(EmbeddedKafka kafka, int expected) {
    return new KafkaClients(kafka.bootstrapServers()).read(EndlessWriter.NAME, expected);
  }

  private static List<String> documents(EmbeddedElasticsearch elasticsearch) throws IOException {
    try (var client = EmbeddedElasticsearchIT.connect(elasticsearch.uri())) {
      client.cluster().health(h -> h.index(EndlessWriter.NAME).waitForStatus(HealthStatus.Yellow));
      client.indices().refresh(r -> r.index(EndlessWriter.NAME));
      return client
          .search(s -> s.index(EndlessWriter.NAME).size(10_000), Void.class)
          .hits()
          .hits()
          .stream()
          .map(hit -> hit.id())
          .toList();
    }
  }
}
