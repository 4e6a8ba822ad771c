package io.patchwatch.alerting.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.patchwatch.alerting.SampleRecords;
import io.patchwatch.alerting.Topics;
import io.patchwatch.embedded.EmbeddedKafka;
import io.patchwatch.embedded.ServerOptions;
import io.patchwatch.events.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names of Kafka Streams' own metrics, on the real thing. */
class PipelineMetricsIT {

  @TempDir Path state;

  @Test
  void countsWhatATopologyTookIn() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(ServerOptions.temporary());
        Topics topics = new Topics(kafka.bootstrapServers(), "s.").create();
        ProcessMetrics process = new ProcessMetrics("test", List::of);
        KafkaStreams streams = streams(topics)) {
      for (int i = 0; i < 5; i++) {
        topics.send(Topic.DEAD_LETTERS, "k" + i, SampleRecords.deadLetter(i));
      }
      new PipelineMetrics(process.registry()).streams("test", streams::metrics);
      streams.start();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(process.scrape().lines())
                      .contains("patchwatch_streams_processed_total{topology=\"test\"} 5.0")
                      .contains("patchwatch_streams_lag{topology=\"test\"} 0.0"));
    }
  }

  private KafkaStreams streams(Topics topics) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            Topic.DEAD_LETTERS.name(topics.prefix()),
            Consumed.with(Serdes.String(), Serdes.ByteArray()))
        .foreach((key, value) -> {});
    Properties properties = new Properties();
    properties.putAll(topics.client());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "metrics-test");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    properties.put("auto.offset.reset", "earliest");
    return new KafkaStreams(builder.build(), properties);
  }
}
