package io.patchwatch.streams.wiring;

import io.patchwatch.events.topics.Topic;
import io.patchwatch.events.topics.WireSerde;
import io.patchwatch.streams.intake.PublicRecords;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * What the branches of the topology are connected by: topics of ours, and internal ones.
 *
 * @param topicPrefix of the topics, for example {@code patchwatch.}
 */
public record Pipes(StreamsBuilder builder, String topicPrefix) {

  /** The records of the topic; what cannot be read becomes a dead letter. */
  public <E> KStream<String, E> read(Topic topic, String name, Class<E> type) {
    return read(topic, name, PublicRecords.of(type));
  }

  /** The records of the topic as this serde reads them. */
  public <E> KStream<String, E> read(Topic topic, String name, Serde<E> values) {
    return builder.stream(
        topic.name(topicPrefix), Consumed.with(Serdes.String(), values).withName(name));
  }

  /** Writes the stream to the topic. */
  public <V> void write(KStream<String, V> stream, Topic topic, String name, Class<V> type) {
    stream.to(
        topic.name(topicPrefix),
        Produced.with(Serdes.String(), new WireSerde<>(type)).withName(name));
  }

  /**
   * Writes to a topic that the topology also reads; only a sink whose topic is computed may do so.
   */
  public <V> void feedBack(KStream<String, V> stream, Topic topic, String name, Class<V> type) {
    String real = topic.name(topicPrefix);
    stream.to(
        (key, value, context) -> real,
        Produced.with(Serdes.String(), new WireSerde<>(type)).withName(name));
  }

  /** The stream by way of an internal topic, so that records of one key meet. */
  public <V> KStream<String, V> repartition(KStream<String, V> stream, String name, Class<V> type) {
    return stream.repartition(
        Repartitioned.<String, V>as(name)
            .withKeySerde(Serdes.String())
            .withValueSerde(new WireSerde<>(type)));
  }
}
