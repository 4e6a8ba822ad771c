package io.patchwatch.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.embedded.EmbeddedKafka;
import io.patchwatch.embedded.ServerOptions;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.Precision;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.parsing.RecordAssembler;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.events.topics.TopicAdmin;
import io.patchwatch.ingest.tail.LogTails;
import io.patchwatch.ingest.tail.TailSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collectors against a real broker. */
class PublisherIT {

  private static EmbeddedKafka kafka;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start(ServerOptions.temporary());
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private static Map<String, Object> client() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  private static TopicAdmin topics(Admin admin, String prefix) {
    return new TopicAdmin(admin, prefix, 2, Duration.ofSeconds(20));
  }

  private static List<ConsumerRecord<String, byte[]>> read(String topic, int expected) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "group.id",
            "test-" + topic,
            "auto.offset.reset",
            "earliest");
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= expected;
              });
    }
    return records;
  }

  @Test
  void anEventArrivesWithItsKeyAndItsTrace() throws Exception {
    SoftwareObserved event =
        new SoftwareObserved(
            "e-1",
            Instant.parse("2026-11-23T12:00:00Z"),
            "test",
            Asset.of("chat-eu-1"),
            "openfire",
            "4.7.4",
            Precision.FULL,
            new Evidence("test", "here", null));
    Trace trace = Trace.start();
    try (Admin admin = Admin.create(client());
        Publisher publisher = Publisher.connect(client(), "pub.")) {
      topics(admin, "pub.").apply();
      publisher.publish(event, trace).get(20, TimeUnit.SECONDS);
      assertThat(publisher.sent()).isEqualTo(1);
    }
    ConsumerRecord<String, byte[]> record = read("pub.software", 1).getFirst();
    assertThat(record.key()).isEqualTo("chat-eu-1");
    assertThat(Trace.of(record.headers())).isEqualTo(trace);
    assertThat(Wire.decode(record.value(), SoftwareObserved.class)).isEqualTo(event);
  }

  @Test
  void topicsAreCreatedOnceAndDifferencesAreNamedWithTheirRemedy() throws Exception {
    try (Admin admin = Admin.create(client())) {
      TopicAdmin topics = topics(admin, "adm.");
      assertThat(topics.preflight()).hasSize(Topic.values().length);
      assertThat(topics.preflight().getFirst().remedy()).contains("patchwatch topics apply");
      assertThat(topics.apply()).hasSize(Topic.values().length);
      assertThat(topics.apply()).isEmpty();
      assertThat(topics.preflight()).isEmpty();
      spoil(admin, "adm.findings");
      Awaitility.await().until(() -> !topics.preflight().isEmpty());
      assertThat(topics.preflight())
          .singleElement()
          .hasToString(
              "adm.findings: cleanup.policy is 'delete'; run: kafka-configs.sh --alter"
                  + " --entity-type topics --entity-name adm.findings --add-config"
                  + " cleanup.policy=compact");
    }
  }

  private static void spoil(Admin admin, String topic) throws Exception {
    AlterConfigOp delete =
        new AlterConfigOp(new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET);
    admin
        .incrementalAlterConfigs(
            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(delete)))
        .all()
        .get(20, TimeUnit.SECONDS);
  }

  @Test
  void aBrokerThatIsAwayIsAProblemWithARemedyAndNotAnException() {
    try (Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                "127.0.0.1:1",
                "default.api.timeout.ms",
                "1000",
                "request.timeout.ms",
                "500"))) {
      assertThat(new TopicAdmin(admin, "x.", 1, Duration.ofSeconds(2)).preflight())
          .singleElement()
          .asString()
          .contains("kafka.bootstrap_servers");
    }
  }

  @Test
  void aTailedLineArrivesWithoutItsSecret() throws IOException {
    Path log = directory.resolve("server.log");
    Files.writeString(log, "");
    TailSettings settings =
        new TailSettings(
            Asset.of("tailed"),
            "openfire",
            log,
            null,
            TailSettings.StartAt.END,
            TailSettings.FLUSH_AFTER);
    try (Admin admin = Admin.create(client());
        Publisher publisher = Publisher.connect(client(), "tail.")) {
      topics(admin, "tail.").apply();
      try (LogTails tails =
          LogTails.start(
              List.of(settings),
              directory.resolve("tail.json"),
              file -> new RecordAssembler(List.of()),
              publisher,
              InstantSource.system())) {
        assertThat(tails).isNotNull();
        Awaitility.await().until(() -> Files.exists(directory.resolve("tail.json")));
        Files.writeString(log, "login with password=hunter2 failed\n", StandardOpenOption.APPEND);
        LogObserved record =
            Wire.decode(read("tail.logs", 1).getFirst().value(), LogObserved.class);
        assertThat(record.message()).contains("login with").doesNotContain("hunter2");
        assertThat(record.origin().offset()).isZero();
      }
    }
  }
}
