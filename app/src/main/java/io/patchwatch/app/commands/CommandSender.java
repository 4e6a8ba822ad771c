package io.patchwatch.app.commands;

import io.patchwatch.app.config.KafkaConfig;
import io.patchwatch.events.Command;
import io.patchwatch.events.Trace;
import io.patchwatch.ingest.publish.Publisher;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Puts a command on the topic, and returns when Kafka has it. */
final class CommandSender {

  static final String COLLECTOR = "command-line";
  private static final int EX_UNAVAILABLE = 69;
  private static final int PATIENCE_SECONDS = 10;

  private CommandSender() {}

  static void send(KafkaConfig kafka, Command command) throws Stopped {
    try {
      Map<String, Object> client = new HashMap<>(kafka.client(NewestRecords.servers(kafka)));
      client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_SECONDS * 1000);
      client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_SECONDS * 1000);
      client.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_SECONDS * 500);
      try (Publisher publisher = Publisher.connect(client, kafka.topicPrefix())) {
        publisher.publish(command, Trace.start()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (IOException e) {
      throw new Stopped(EX_UNAVAILABLE, "kafka.properties_file: " + e.getMessage());
    } catch (ExecutionException | TimeoutException e) {
      throw new Stopped(
          EX_UNAVAILABLE,
          "Kafka did not take it: "
              + e.getMessage()
              + "; check kafka.bootstrap_servers and that the broker runs");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stopped(EX_UNAVAILABLE, "interrupted before Kafka had it");
    }
  }
}
