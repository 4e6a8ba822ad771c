package io.patchwatch.bench;

import io.patchwatch.streams.StreamsSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The least that a Kafka Streams application can do: the bytes of one topic to another, with the
 * guarantees and intervals of ours. What we are slower than it is our own work.
 */
final class PassThrough implements AutoCloseable {

  private final KafkaStreams streams;

  PassThrough(StreamsSettings like, String from, String to) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(from, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .to(to, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
    Properties properties = new Properties();
    properties.putAll(settings(like, to));
    streams = new KafkaStreams(builder.build(), properties);
    streams.start();
  }

  private static Map<String, Object> settings(StreamsSettings like, String name) {
    long commit = like.commitInterval().toMillis();
    Map<String, Object> settings = new HashMap<>();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, like.bootstrapServers());
    settings.put(
        StreamsConfig.STATE_DIR_CONFIG, like.stateDirectory().resolveSibling("pass").toString());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, like.threads());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commit);
    settings.put(StreamsConfig.POLL_MS_CONFIG, Math.max(1, commit / 4));
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), commit);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 * 1024);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    return settings;
  }

  @Override
  public void close() {
    streams.close();
  }
}
