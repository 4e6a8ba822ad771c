package io.patchwatch.embedded;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Starts both servers on a data directory, says their ports, and writes numbers to both until it is
 * killed. Says each number after both have acknowledged it.
 */
final class EndlessWriter {

  static final String NAME = "numbers";

  private EndlessWriter() {}

  public static void main(String[] args) throws Exception {
    EmbeddedServers servers = EmbeddedServers.start(Path.of(args[0]));
    KafkaClients clients = new KafkaClients(servers.kafka().bootstrapServers());
    clients.createTopics(2, NAME);
    System.out.println(servers.kafka().port());
    System.out.println(servers.elasticsearch().port());
    write(
        clients.producer(Map.of()), EmbeddedElasticsearchIT.connect(servers.elasticsearch().uri()));
  }

  private static void write(KafkaProducer<String, String> producer, ElasticsearchClient client)
      throws Exception {
    for (long number = 0; ; number++) {
      String text = Long.toString(number);
      producer.send(new ProducerRecord<>(NAME, text, text)).get();
      client.index(d -> d.index(NAME).id(text).document(Map.of("number", text)));
      System.out.println(text);
    }
  }
}
