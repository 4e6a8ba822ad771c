package io.patchwatch.bench;

import io.patchwatch.embedded.EmbeddedKafka;
import io.patchwatch.embedded.ServerOptions;
import io.patchwatch.events.Event;
import io.patchwatch.events.Trace;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.events.topics.TopicAdmin;
import io.patchwatch.ingest.publish.Publisher;
import io.patchwatch.streams.DetectionSettings;
import io.patchwatch.streams.StreamsRole;
import io.patchwatch.streams.StreamsSettings;
import io.patchwatch.streams.rules.RuleSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** A broker with our topics in a temporary directory, set as the configuration's defaults are. */
final class Site implements AutoCloseable {

  static final String PREFIX = "patchwatch.";
  static final int PARTITIONS = 4;
  static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int THREADS = 2;
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final Path directory;
  private final EmbeddedKafka kafka;
  private final Publisher publisher;

  private Site(Path directory) {
    this.directory = directory;
    this.kafka = EmbeddedKafka.start(ServerOptions.in(directory.resolve("kafka")));
    try (Admin admin = Admin.create(client())) {
      new TopicAdmin(admin, PREFIX, PARTITIONS, ANSWER).apply();
    }
    this.publisher = Publisher.connect(client(), PREFIX);
  }

  static Site start() throws IOException {
    return new Site(Files.createTempDirectory("patchwatch-bench"));
  }

  Map<String, Object> client() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  /** Creates a topic beside ours. */
  void createTopic(String name) throws Exception {
    try (Admin admin = Admin.create(client())) {
      admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1))).all().get();
    }
  }

  CompletableFuture<Void> publish(Event event) {
    return publisher.publish(event, Trace.start());
  }

  StreamsSettings streamsSettings() {
    return streamsSettings(PREFIX + "streams");
  }

  private StreamsSettings streamsSettings(String application) {
    return new StreamsSettings(
        application,
        kafka.bootstrapServers(),
        PREFIX,
        stateDirectory(),
        null,
        THREADS,
        Duration.ofMillis(50),
        Map.of());
  }

  /** The detection, running, with its defaults. */
  StreamsRole detection() throws InterruptedException {
    return detection(PREFIX + "streams", RuleSettings.defaults());
  }

  /** The detection under its own name, running, with these rules. */
  StreamsRole detection(String application, RuleSettings rules) throws InterruptedException {
    StreamsRole role =
        new StreamsRole(streamsSettings(application), with(rules), Catalogue.builtIn());
    role.start();
    while (!role.ready()) {
      Thread.sleep(LOOK_AGAIN);
    }
    return role;
  }

  private static DetectionSettings with(RuleSettings rules) {
    DetectionSettings it = DetectionSettings.defaults();
    return new DetectionSettings(
        null,
        it.probeFailuresBeforeAlert(),
        it.coverageGrace(),
        it.policy(),
        it.evidenceWindow(),
        rules,
        it.anomalies());
  }

  /** Records that were ever written to the topic, marks of transactions included. */
  long written(Topic topic) throws Exception {
    try (Admin admin = Admin.create(client())) {
      return ends(admin, topic.name(PREFIX)).values().stream()
          .mapToLong(ListOffsetsResultInfo::offset)
          .sum();
    }
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> ends(Admin admin, String topic)
      throws Exception {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    return admin.listOffsets(latest).all().get();
  }

  /** Deletes what an application that has ended left behind, so that the next begins as it did. */
  void forget(String application, String... topics) throws Exception {
    try (Admin admin = Admin.create(client())) {
      List<String> gone = new ArrayList<>(List.of(topics));
      admin.listTopics().names().get().stream()
          .filter(it -> it.startsWith(application + "-"))
          .forEach(gone::add);
      admin.deleteTopics(gone).all().get();
      Map<TopicPartition, RecordsToDelete> read = new HashMap<>();
      for (Topic topic : LogThroughput.written()) {
        ends(admin, topic.name(PREFIX))
            .forEach((at, end) -> read.put(at, RecordsToDelete.beforeOffset(end.offset())));
      }
      admin.deleteRecords(read).all().get();
    }
    delete(stateDirectory());
  }

  /** The same, from the next record on. */
  Committed committedFromNow(Topic topic) {
    return Committed.fromNow(client(), topic.name(PREFIX));
  }

  Committed committed(Topic topic) {
    return new Committed(client(), topic.name(PREFIX));
  }

  Path stateDirectory() {
    return directory.resolve("streams");
  }

  Path kafkaDirectory() {
    return kafka.dataDirectory();
  }

  /** Bytes of all files under the directory. */
  static long size(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    publisher.close();
    kafka.close();
    delete(directory);
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
