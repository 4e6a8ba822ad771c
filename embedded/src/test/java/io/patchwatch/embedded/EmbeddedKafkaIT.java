package io.patchwatch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedKafkaIT {

  private static EmbeddedKafka shared;
  private static KafkaClients clients;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    shared = EmbeddedKafka.start(ServerOptions.temporary());
    clients = new KafkaClients(shared.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    shared.close();
  }

  @Test
  void keepsRecordsFromOneStartToTheNextOnTheSamePort() throws Exception {
    int port;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(ServerOptions.in(directory))) {
      port = kafka.port();
      KafkaClients own = new KafkaClients(kafka.bootstrapServers());
      own.createTopics(4, "kept");
      own.send("kept", "one", "two");
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(ServerOptions.in(directory).onPort(port))) {
      KafkaClients own = new KafkaClients(kafka.bootstrapServers());
      own.send("kept", "three");
      assertThat(own.read("kept", 3)).containsExactlyInAnyOrder("one", "two", "three");
    }
  }

  @Test
  void showsCommittedTransactionsOnly() throws Exception {
    clients.createTopics(1, "paid");
    try (var producer = clients.producer(Map.of("transactional.id", "till"))) {
      producer.initTransactions();
      producer.beginTransaction();
      var unused = producer.send(new ProducerRecord<>("paid", "aborted"));
      producer.abortTransaction();
      producer.beginTransaction();
      unused = producer.send(new ProducerRecord<>("paid", "committed"));
      producer.commitTransaction();
    }
    clients.send("paid", "last");
    assertThat(clients.read("paid", 2)).containsExactly("committed", "last");
  }

  @Test
  void runsStreamsExactlyOnceOverFortyPartitions() throws Exception {
    clients.createTopics(40, "words");
    clients.createTopics(4, "counts");
    clients.send("words", "a", "b", "a");
    try (KafkaStreams streams = new KafkaStreams(countWords(), streamsSettings())) {
      streams.start();
      assertThat(clients.read("counts", 3)).containsExactlyInAnyOrder("a=1", "a=2", "b=1");
    }
  }

  private static Topology countWords() {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, String> words = builder.stream("words");
    words
        .groupByKey()
        .count(Materialized.as("words-so-far"))
        .toStream()
        .map((word, count) -> KeyValue.pair(word, word + "=" + count))
        .to("counts");
    return builder.build();
  }

  private Properties streamsSettings() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "count-words");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, shared.bootstrapServers());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    settings.put("auto.offset.reset", "earliest");
    return settings;
  }

  @Test
  void createsNoTopicByItself() {
    try (var producer = clients.producer(Map.of("max.block.ms", 500))) {
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>("absent", "x")).get())
          .hasMessageContaining("absent");
    }
  }

  @Test
  void deletesTemporaryDataAtClose() {
    Path temporary;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(ServerOptions.temporary())) {
      temporary = kafka.dataDirectory();
      assertThat(temporary).isNotEmptyDirectory();
    }
    assertThat(temporary).doesNotExist();
  }

  @Test
  void namesTheDirectoryOrThePortThatIsInUse() {
    assertThat(catchThrowable(() -> EmbeddedKafka.start(ServerOptions.in(shared.dataDirectory()))))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageContaining(shared.dataDirectory().toString())
        .hasMessageContaining("process " + ProcessHandle.current().pid());
    assertThat(
            catchThrowable(
                () -> EmbeddedKafka.start(ServerOptions.temporary().onPort(shared.port()))))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageContaining("port " + shared.port() + " on 127.0.0.1 is in use");
  }

  @Test
  void refusesADirectoryWhoseStorageIsDamaged() throws Exception {
    Files.createDirectories(directory.resolve("logs"));
    Files.writeString(
        directory.resolve("logs/meta.properties"), "version=1\nnode.id=7\ncluster.id=other\n");
    assertThat(catchThrowable(() -> EmbeddedKafka.start(ServerOptions.in(directory))))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageContaining(directory.toString());
  }
}
