package io.patchwatch.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.app.config.ConfigFile;
import io.patchwatch.app.wiring.PatchWatch;
import io.patchwatch.app.wiring.Role;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.parsing.RecordAssembler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same file, followed here and shipped by Debian's rsyslog, becomes the same records. */
class ShippedLogsIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Map<String, String> SAMPLES =
      Map.of(
          "ejabberd", "ejabberd-run2-s2s-upload-kill9-badconfig-sqldown.log",
          "prosody", "prosody-run3-traceback.log",
          "synapse", "derived-precise-format.log",
          "openfire", "lines.log",
          "tinode", "lines.log");

  @TempDir Path directory;

  /** The recorded lines of a product, as one log. */
  private Path log(String product) throws IOException {
    Path samples = Path.of("..", "events", "src", "test", "resources", "logs", product);
    return Files.copy(samples.resolve(SAMPLES.get(product)), directory.resolve(product + ".log"));
  }

  private static int recordsIn(String product, Path log) throws IOException {
    RecordAssembler assembler = new RecordAssembler(Catalogue.builtIn().get(product).logs());
    int records = 0;
    for (String line : Files.readAllLines(log)) {
      records += assembler.add(line, 0).size();
    }
    return records + assembler.flush().size();
  }

  private PatchWatch start(Map<String, Path> logs) throws Exception {
    StringBuilder yaml =
        new StringBuilder(
            """
            data_dir: %s
            kafka: {port: 0, partitions: 2}
            elasticsearch: {mode: off}
            server: {port: 0}
            advisories: {bundled_snapshot: false}
            syslog: {listeners: [{transport: tcp, port: 0}]}
            assets:
            """
                .formatted(directory.resolve("data")));
    logs.forEach(
        (product, log) ->
            yaml.append(
                """
                  - {id: %1$s-tailed, product: %1$s, logs: [{path: "%2$s", zone: UTC, from: beginning}]}
                  - {id: %1$s-shipped, product: %1$s, hosts: [chat1], programs: [%1$s], zone: UTC}
                """
                    .formatted(product, log)));
    ConfigFile.Loaded loaded =
        ConfigFile.parse(
            "test", yaml.toString().getBytes(StandardCharsets.UTF_8), name -> null, directory);
    PatchWatch process =
        PatchWatch.start(loaded, EnumSet.of(Role.INGEST, Role.STREAMS), Clock.systemUTC());
    process.awaitReady();
    return process;
  }

  private static String action(int port, String framing, String template) {
    return """
    action(type="omfwd" target="127.0.0.1" port="%d" protocol="tcp" TCP_Framing="%s" template="%s"
           action.resumeRetryCount="-1")
    """
        .formatted(port, framing, template);
  }

  /** The old format eats a blank before the text; all else must be the same. */
  @ParameterizedTest
  @CsvSource({
    "octet-counted, RSYSLOG_SyslogProtocol23Format",
    "traditional, RSYSLOG_TraditionalForwardFormat"
  })
  void whatRsyslogShipsIsWhatTheTailReads(String framing, String template) throws Exception {
    boolean exact = template.contains("23");
    Map<String, Path> logs = new TreeMap<>();
    Map<String, Integer> expected = new TreeMap<>();
    for (String product : SAMPLES.keySet()) {
      logs.put(product, log(product));
      expected.put(product, recordsIn(product, logs.get(product)));
    }
    try (PatchWatch process = start(logs);
        Rsyslog rsyslog =
            Rsyslog.start(
                directory,
                logs,
                action(process.syslogAddresses().getFirst().getPort(), framing, template))) {
      assertThat(rsyslog).isNotNull();
      Map<String, Map<String, Integer>> records = new HashMap<>();
      try (var consumer =
          CommittedRecords.of(process.bootstrapServers(), List.of("patchwatch.logs-parsed"))) {
        Awaitility.await()
            .atMost(LONG)
            .untilAsserted(
                () -> {
                  consumer
                      .poll(Duration.ofMillis(200))
                      .forEach(r -> count(records, Wire.decode(r.value(), LogParsed.class), exact));
                  for (String product : SAMPLES.keySet()) {
                    Map<String, Integer> tailed = records.get(product + "-tailed");
                    assertThat(tailed).isNotNull();
                    assertThat(tailed.values().stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(expected.get(product));
                    assertThat(records.get(product + "-shipped")).isEqualTo(tailed);
                  }
                });
      }
    }
  }

  /** A line that nothing can read has no time of its own. */
  private static void count(
      Map<String, Map<String, Integer>> records, LogParsed record, boolean exact) {
    String content =
        record.parser() + " " + (record.parser() == null ? "" : record.time()) + record.fields();
    records
        .computeIfAbsent(record.asset().id(), key -> new TreeMap<>())
        .merge(exact ? content : content.replaceAll("\n +", "\n"), 1, Integer::sum);
  }
}
