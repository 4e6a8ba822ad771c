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
import org.apache.kafka.streams.kstream.KStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

  @TempDir Path directory;

  @Test
  void keepsRecordsFromOneStartToTheNextOnTheSamePort() throws Exception {
    int port;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(ServerOptions.in(directory))) {
      port = kafka.port();
      KafkaClients clients = new KafkaClients(kafka.bootstrapServers());
      clients.createTopics(4, "kept");
      clients.send("kept", "one", "two");
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(ServerOptions.in(directory).onPort(port))) {
      KafkaClients clients = new KafkaClients(kafka.bootstrapServers());
      clients.send("kept", "three");
      assertThat(clients.read("kept", 3)).containsExactlyInAnyOrder("one", "two", "three");
    }
  }

  @Test
  void showsCommittedTransactionsOnly() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(ServerOptions.temporary())) {
      KafkaClients clients = new KafkaClients(kafka.bootstrapServers());
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
  }

  @Test
  void runsStreamsExactlyOnceOverFortyPartitions() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(ServerOptions.temporary())) {
      KafkaClients clients = new KafkaClients(kafka.bootstrapServers());
      clients.createTopics(40, "words");
      clients.createTopics(4, "counts");
      clients.send("words", "a", "b", "a");
      try (KafkaStreams streams = countWords(kafka)) {
        streams.start();
        assertThat(clients.read("counts", 3)).containsExactlyInAnyOrder("a=1", "a=2", "b=1");
      }
    }
  }

  private KafkaStreams countWords(EmbeddedKafka kafka) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "count-words");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    settings.put("auto.offset.reset", "earliest");
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, String> words = builder.stream("words");
    words
        .groupByKey()
        .count()
        .toStream()
        .map((word, count) -> KeyValue.pair(word, word + "=" + count))
        .to("counts");
    return new KafkaStreams(builder.build(), settings);
  }

  @Test
  void createsNoTopicByItself() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(ServerOptions.temporary())) {
      try (var producer =
          new KafkaClients(kafka.bootstrapServers()).producer(Map.of("max.block.ms", 1_000))) {
        assertThatThrownBy(() -> producer.send(new ProducerRecord<>("absent", "x")).get())
            .hasMessageContaining("absent");
      }
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
  void namesDirectoryAndProcessWhenTheDirectoryIsInUseAndPortWhenThePortIs() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(ServerOptions.in(directory))) {
      assertThat(catchThrowable(() -> EmbeddedKafka.start(ServerOptions.in(directory))))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      assertThat(
              catchThrowable(
                  () -> EmbeddedKafka.start(ServerOptions.temporary().onPort(kafka.port()))))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining("port " + kafka.port() + " on 127.0.0.1 is in use");
    }
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
