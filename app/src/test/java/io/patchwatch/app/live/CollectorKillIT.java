package io.patchwatch.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.app.config.ConfigFile;
import io.patchwatch.app.wiring.PatchWatch;
import io.patchwatch.app.wiring.Role;
import io.patchwatch.events.Attacked;
import io.patchwatch.events.Finding;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that follows a log is killed with {@code kill -9} again and again while the log grows
 * by a thousand lines a second and is rotated. What it had sent and not yet noted is sent again: a
 * line may stand twice on the topics, but with one id, and nothing is counted twice. {@code
 * -Dkill.seed=} repeats the moments of an earlier run, as far as the machine does.
 */
class CollectorKillIT {

  private static final Logger log = LoggerFactory.getLogger(CollectorKillIT.class);
  private static final Duration LONG = Duration.ofSeconds(120);
  private static final int CHECKED = 20;
  private static final String PARSED = "patchwatch.logs-parsed";
  private static final String FINDINGS = "patchwatch.findings";

  @TempDir Path directory;

  private final long seed = Long.getLong("kill.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  /** The number of each line that was parsed, and the ids under which it was. */
  private final Map<Integer, Set<String>> parsed = new HashMap<>();

  /** Address of each attack that was found, and its count. */
  private final Map<String, Long> attacks = new TreeMap<>();

  private long records;
  private Path file;
  private PatchWatch streams;
  private KafkaConsumer<String, byte[]> consumer;

  @BeforeEach
  void startStreams() throws Exception {
    log.info("kill.seed={}", seed);
    file = directory.resolve("prosody.log");
    String config =
        """
        data_dir: streams
        kafka: {port: 0, partitions: 2}
        elasticsearch: {mode: "off"}
        server: {port: 0}
        advisories: {bundled_snapshot: false}
        """;
    streams =
        PatchWatch.start(
            ConfigFile.parse(
                "test", config.getBytes(StandardCharsets.UTF_8), name -> null, directory),
            EnumSet.of(Role.STREAMS),
            Clock.systemUTC());
    streams.awaitReady();
    Files.writeString(directory.resolve("ingest.yml"), ingest());
    consumer = CommittedRecords.of(streams.bootstrapServers(), List.of(PARSED, FINDINGS));
  }

  @AfterEach
  void stop() {
    if (consumer != null) {
      consumer.close();
    }
    if (streams != null) {
      streams.close();
    }
  }

  private String ingest() {
    return """
    data_dir: ingest
    kafka: {mode: external, bootstrap_servers: "%s", partitions: 2}
    elasticsearch: {mode: "off"}
    server: {port: 0}
    advisories: {bundled_snapshot: false}
    assets:
      - {id: guests, product: prosody, logs: [{path: "%s", zone: UTC, from: beginning}]}
    """
        .formatted(streams.bootstrapServers(), file);
  }

  private ServerProcess collector() throws IOException {
    return ServerProcess.patchwatch(
        "collector",
        directory,
        "-Xmx256m",
        List.of("run", "ingest", "-c", directory.resolve("ingest.yml").toString()));
  }

  @Test
  void losesNoLineAndCountsNoneTwice() throws Exception {
    try (NumberedLog server = NumberedLog.start(file)) {
      killWhileItCatchesUp();
      killAfterARotation(server);
      killWhileItCatchesUp();
      killAndRotate(server);
      killWhileItCatchesUp();
      server.stop();
      try (ServerProcess last = collector()) {
        await(last, () -> assertThat(parsed.size()).isEqualTo(server.written()));
        assertThat(attacks).as("four failures are no attack, seed %d", seed).isEmpty();
        Map<String, Long> expected = failOnceMore(server);
        await(last, () -> assertThat(attacks.keySet()).containsAll(expected.keySet()));
        await(last, () -> assertThat(parsed.size()).isEqualTo(server.written()));
        assertThat(attacks).as("each failure counts once, seed %d", seed).isEqualTo(expected);
      }
      assertThat(parsed.values())
          .as("ids of a line, seed %d", seed)
          .allMatch(ids -> ids.size() == 1);
      assertThat(new HashSet<>(parsed.values())).as("lines of an id").hasSize(server.written());
      log.info("{} records for {} lines", records, server.written());
    }
  }

  /** In the middle of what was written while nobody read. */
  private void killWhileItCatchesUp() throws Exception {
    int before = parsed.size();
    int some = 1 + random.nextInt(1500);
    try (ServerProcess process = collector()) {
      await(process, () -> assertThat(parsed.size()).isGreaterThan(before + some));
      kill(process);
    }
  }

  private void killAfterARotation(NumberedLog server) throws Exception {
    try (ServerProcess process = collector()) {
      awaitCaughtUp(process, server);
      server.rotate();
      waitALittle();
      kill(process);
    }
  }

  private void killAndRotate(NumberedLog server) throws Exception {
    try (ServerProcess process = collector()) {
      awaitCaughtUp(process, server);
      waitALittle();
      kill(process);
    }
    server.rotate();
  }

  private void awaitCaughtUp(ServerProcess process, NumberedLog server) {
    int now = server.written();
    await(process, () -> assertThat(parsed.size()).isGreaterThanOrEqualTo(now));
  }

  private void waitALittle() {
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(random.nextInt(300), TimeUnit.MILLISECONDS))
        .join();
  }

  private void kill(ServerProcess process) {
    process.kill();
    process.awaitKilled();
    log.info("killed at {} lines, {} records", parsed.size(), records);
  }

  /** The fifth failure of some addresses, which makes each of them an attack of five. */
  private static Map<String, Long> failOnceMore(NumberedLog server) {
    Map<String, Long> expected = new TreeMap<>();
    int all = server.addresses();
    for (int i = 0; i < CHECKED; i++) {
      int address = (int) ((long) i * all / CHECKED);
      server.failOnceMore(address);
      expected.put(NumberedLog.address(address), NumberedLog.FAILURES + 1L);
    }
    return expected;
  }

  private void await(ServerProcess process, ThrowingRunnable assertion) {
    Awaitility.await("seed " + seed)
        .atMost(LONG)
        .pollDelay(Duration.ZERO)
        .failFast(process::failIfEnded)
        .untilAsserted(
            () -> {
              poll();
              assertion.run();
            });
  }

  private void poll() {
    consumer
        .poll(Duration.ofMillis(50))
        .forEach(
            record -> {
              if (record.topic().equals(PARSED)) {
                line(record);
              } else {
                finding(Wire.decode(record.value(), Finding.class));
              }
            });
  }

  private void line(ConsumerRecord<String, byte[]> record) {
    LogParsed line = Wire.decode(record.value(), LogParsed.class);
    String reason = String.valueOf(line.field("event.reason"));
    assertThat(reason).as("%s", line.fields()).startsWith("#");
    records++;
    parsed
        .computeIfAbsent(Integer.valueOf(reason.substring(1)), number -> new HashSet<>())
        .add(line.id());
  }

  private void finding(Finding finding) {
    if (finding.conclusion() instanceof Attacked attacked) {
      attacks.put(String.valueOf(attacked.sourceIp()), attacked.count());
    }
  }
}
