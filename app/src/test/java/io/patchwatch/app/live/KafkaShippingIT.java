package io.patchwatch.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.app.config.ConfigFile;
import io.patchwatch.app.wiring.PatchWatch;
import io.patchwatch.app.wiring.Role;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same log is followed as a file, shipped by a real rsyslog to the topic in three shapes, and
 * piped by kcat: what is parsed of it is the same each time.
 */
class KafkaShippingIT {

  private static final Path LOG =
      Path.of("../events/src/test/resources/logs/prosody/prosody-run1-debug.log");
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final List<String> SHIPPED = List.of("json", "lines", "modern", "piped");

  @TempDir Path directory;

  private final int kafka = Loopback.freePorts(1).getFirst();
  private final Map<String, List<LogParsed>> parsed = new TreeMap<>();
  private PatchWatch patchwatch;
  private KafkaConsumer<String, byte[]> consumer;

  @BeforeEach
  void startPatchWatch() throws Exception {
    Files.copy(LOG, directory.resolve("tailed.log"));
    Path config = directory.resolve("patchwatch.yml");
    Files.writeString(config, config());
    patchwatch =
        PatchWatch.start(
            ConfigFile.load(config, name -> null),
            EnumSet.of(Role.INGEST, Role.STREAMS),
            Clock.systemUTC());
    patchwatch.awaitReady();
    consumer = CommittedRecords.of("127.0.0.1:" + kafka, List.of("patchwatch.logs-parsed"));
  }

  @AfterEach
  void stop() {
    if (consumer != null) {
      consumer.close();
    }
    if (patchwatch != null) {
      patchwatch.close();
    }
  }

  private String config() {
    return """
    data_dir: data
    kafka: {port: %d, partitions: 4}
    elasticsearch: {mode: "off"}
    server: {port: 0}
    advisories: {bundled_snapshot: false}
    assets:
      - {id: tailed, product: prosody, zone: UTC, logs: [{path: tailed.log, from: beginning, zone: UTC}]}
      - {id: json, product: prosody, zone: UTC, hosts: [chat1.example.org], programs: [as-json]}
      - {id: lines, product: prosody, zone: UTC, hosts: [chat1.example.org], programs: [as-lines]}
      - {id: modern, product: prosody, zone: UTC, hosts: [chat1.example.org], programs: [as-modern]}
      - {id: piped, product: prosody, zone: UTC, reported: true}
    alerting: {receivers: [{name: ops, console: {}}]}
    """
        .formatted(kafka);
  }

  private void configureRsyslog() throws IOException {
    String config =
        """
        global(workDirectory="%1$s" localHostname="chat1.example.org" maxMessageSize="64k")
        module(load="imfile")
        module(load="omkafka")
        template(name="as-json" type="list") { property(name="jsonmesg") }
        """
            + SHIPPED.subList(0, 3).stream()
                .map(KafkaShippingIT::input)
                .collect(Collectors.joining());
    Files.writeString(
        directory.resolve("rsyslog.conf"),
        config.formatted(directory, directory.resolve("x.log"), kafka));
  }

  private static String input(String shape) {
    String template =
        switch (shape) {
          case "json" -> "as-json";
          case "lines" -> "RSYSLOG_FileFormat";
          default -> "RSYSLOG_SyslogProtocol23Format";
        };
    return """
    input(type="imfile" file="%%2$s.%1$s" tag="as-%1$s" addMetadata="on" ruleset="%1$s")
    ruleset(name="%1$s") {
      action(type="omkafka" broker=["127.0.0.1:%%3$d"] topic="patchwatch.logs" template="%2$s"
             resubmitOnFailure="on" action.resumeRetryCount="-1")
    }
    """
        .formatted(shape, template);
  }

  private ServerProcess startRsyslog() throws IOException {
    for (String shape : SHIPPED.subList(0, 3)) {
      Files.copy(LOG, directory.resolve("x.log." + shape));
    }
    configureRsyslog();
    return ServerProcess.start(
        "rsyslog",
        directory,
        Map.of(),
        List.of(
            Installed.program("rsyslogd").toString(),
            "-n",
            "-f",
            directory.resolve("rsyslog.conf").toString(),
            "-i",
            directory.resolve("rsyslog.pid").toString()));
  }

  private void pipe() throws IOException {
    ServerProcess.run(
        "kcat",
        directory,
        List.of(
            Installed.program("kcat").toString(),
            "-P",
            "-b",
            "127.0.0.1:" + kafka,
            "-t",
            "patchwatch.logs",
            "-k",
            "piped",
            "-l",
            LOG.toAbsolutePath().normalize().toString()));
  }

  @Test
  void whatRsyslogAndKcatWriteToTheTopicIsParsedAsTheFileIs() throws Exception {
    int lines = Files.readAllLines(LOG, StandardCharsets.UTF_8).size();
    Map<String, Integer> all = new TreeMap<>(Map.of("tailed", lines));
    SHIPPED.forEach(asset -> all.put(asset, lines));
    try (ServerProcess rsyslog = startRsyslog()) {
      pipe();
      Awaitility.await()
          .atMost(LONG)
          .untilAsserted(
              () -> {
                poll();
                assertThat(counts()).isEqualTo(all);
              });
    }
    for (String asset : SHIPPED) {
      assertThat(said(asset)).as(asset).isEqualTo(said("tailed"));
    }
  }

  private void poll() {
    consumer
        .poll(Duration.ofMillis(200))
        .forEach(
            record -> {
              LogParsed log = Wire.decode(record.value(), LogParsed.class);
              assertThat(record.key()).isEqualTo(log.asset().id());
              parsed.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(log);
            });
  }

  private Map<String, Integer> counts() {
    return parsed.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().size()));
  }

  /** All that parsers read, in an order of its own. */
  private List<String> said(String asset) {
    return parsed.get(asset).stream()
        .map(log -> log.time() + " " + log.parser() + " " + log.fields())
        .sorted(Comparator.naturalOrder())
        .toList();
  }
}
