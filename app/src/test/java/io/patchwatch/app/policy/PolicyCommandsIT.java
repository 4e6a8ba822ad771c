package io.patchwatch.app.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.app.Main;
import io.patchwatch.embedded.EmbeddedKafka;
import io.patchwatch.embedded.ServerOptions;
import io.patchwatch.events.Finding;
import io.patchwatch.events.RiskAccepted;
import io.patchwatch.events.Wire;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands read a real broker. */
class PolicyCommandsIT {

  private static final Instant NOW = Clock.systemUTC().instant();

  @TempDir private Path home;
  private String out = "";

  private int run(String... command) {
    StringWriter written = new StringWriter();
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(written));
    commandLine.setErr(new PrintWriter(written));
    int code = commandLine.execute(command);
    out = written.toString();
    return code;
  }

  @Test
  void tryAPolicyListExceptionsAndStateWhatTheTopicsSay() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(ServerOptions.temporary())) {
      String present = config("now.yml", kafka, "30d");
      String planned = config("new.yml", kafka, "3d");
      assertThat(run("topics", "apply", "-c", present)).isZero();
      Finding finding = Known.open("chat", NOW.minus(Duration.ofDays(5)));
      RiskAccepted accepted =
          Known.accepted("soon-over", NOW.minus(Duration.ofDays(9)), NOW.plus(Duration.ofDays(2)));
      send(kafka, "patchwatch.findings", finding.fingerprint(), Wire.encode(finding));
      send(kafka, "patchwatch.findings", "bad", new byte[] {'{'});
      send(kafka, "patchwatch.exceptions", accepted.key(), Wire.encode(accepted));

      assertThat(run("policy", "test", "-c", present, planned)).as(out).isZero();
      assertThat(out).containsPattern("production +critical +0 -> 1 +0 -> 1");

      assertThat(run("exceptions", "list", "-c", present)).as(out).isEqualTo(1);
      assertThat(out).containsPattern("soon-over +ending .* ops@example.org");

      String[] export = {
        "vex", "export", "-c", present, "--author", "Clinic", "--namespace", "https://example.org"
      };
      assertThat(run(export)).as(out).isZero();
      assertThat(out).contains("openvex.dev/ns/v0.2.0", "Install 4.7.5.");
    }
  }

  private String config(String name, EmbeddedKafka kafka, String due) throws Exception {
    Path file = home.resolve(name);
    Files.writeString(
        file,
        """
        kafka: {mode: external, bootstrap_servers: "%s"}
        detection:
          policy:
            rules:
              - {name: all, due: %s, warn_before: 1d}
        """
            .formatted(kafka.bootstrapServers(), due));
    return file.toString();
  }

  private static void send(EmbeddedKafka kafka, String topic, String key, byte[] value)
      throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    }
  }
}
