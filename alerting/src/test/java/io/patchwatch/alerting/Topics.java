package io.patchwatch.alerting;

import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Real topics with a prefix of their own, for one test. */
public final class Topics implements AutoCloseable {

  private final String prefix;
  private final Map<String, Object> client;
  private final KafkaProducer<String, byte[]> producer;

  public Topics(String bootstrapServers, String prefix) {
    this.prefix = prefix;
    this.client = Map.of("bootstrap.servers", bootstrapServers);
    this.producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
  }

  public Map<String, Object> client() {
    return client;
  }

  public String prefix() {
    return prefix;
  }

  public Topics create() throws Exception {
    return create(Topic.values());
  }

  public Topics create(Topic... some) throws Exception {
    List<NewTopic> topics =
        Arrays.stream(some)
            .map(t -> new NewTopic(t.name(prefix), 2, (short) 1).configs(t.config()))
            .toList();
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(topics).all().get();
    }
    return this;
  }

  public void send(Topic topic, String key, Object value) throws Exception {
    send(topic, key, value, Trace.start());
  }

  public void send(Topic topic, String key, Object value, Trace trace) throws Exception {
    sendBytes(topic, key, Wire.encode(value), trace);
  }

  public void sendBytes(Topic topic, String key, byte[] value, Trace trace) throws Exception {
    var message = new ProducerRecord<>(topic.name(prefix), key, value);
    trace.into(message.headers());
    producer.send(message).get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
