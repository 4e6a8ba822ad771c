package io.patchwatch.bench;

import io.patchwatch.events.Asset;
import io.patchwatch.events.Finding;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogObserved.LogOrigin;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.streams.DetectionSettings;
import io.patchwatch.streams.DetectionTopology;
import io.patchwatch.streams.Insight;
import io.patchwatch.streams.LogSettings;
import io.patchwatch.streams.wiring.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The whole detection with its defaults on a driver whose clock is ours: a month takes minutes. */
final class QuietStage implements AutoCloseable {

  private final Insight insight;
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, byte[]> logs;
  private final TestOutputTopic<String, byte[]> findings;
  private Instant clock;
  private long lines;

  QuietStage(Path state, Instant begin) {
    DetectionSettings settings = DetectionSettings.defaults();
    Catalogue catalogue = Catalogue.builtIn();
    insight = Insight.of(settings, catalogue);
    clock = begin;
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "quiet-month");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "driver:9092");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    driver = new TopologyTestDriver(topology(settings, catalogue), properties, begin);
    logs =
        driver.createInputTopic(
            Topic.LOGS.name(Site.PREFIX), new StringSerializer(), new ByteArraySerializer());
    findings = output(Topic.FINDINGS.name(Site.PREFIX));
  }

  private Topology topology(DetectionSettings settings, Catalogue catalogue) {
    System.setProperty(Stores.IN_MEMORY, "true");
    try {
      return DetectionTopology.build(
          Site.PREFIX, settings, LogSettings.defaults(), catalogue, insight);
    } finally {
      System.clearProperty(Stores.IN_MEMORY);
    }
  }

  private TestOutputTopic<String, byte[]> output(String topic) {
    return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** A line arrives now. */
  void hear(Said said) {
    LogOrigin origin = new LogOrigin("file", "/var/log/chat.log", lines, said.zone());
    LogObserved line =
        new LogObserved(
            "quiet-" + lines++,
            clock,
            "bench",
            Asset.of(said.server()),
            said.product(),
            origin,
            said.text(),
            false);
    RecordHeaders headers = new RecordHeaders();
    Trace.start().into(headers);
    logs.pipeInput(new TestRecord<>(line.key(), Wire.encode(line), headers, clock));
  }

  Instant now() {
    return clock;
  }

  long lines() {
    return lines;
  }

  void pass(Duration duration) {
    clock = clock.plus(duration);
    driver.advanceWallClockTime(duration);
  }

  /** What was concluded since it was asked last. */
  List<Finding> findings() {
    return findings.readRecordsToList().stream()
        .map(record -> Wire.decode(record.getValue(), Finding.class))
        .toList();
  }

  /** The driver keeps all that was ever sent until somebody reads it. */
  void forget() {
    for (String topic : driver.producedTopicNames()) {
      if (!topic.equals(Topic.FINDINGS.name(Site.PREFIX))) {
        var unused = output(topic).readRecordsToList();
      }
    }
  }

  /** Lines that no parser read. */
  long unparsed() {
    long sum = 0;
    for (String product : insight.logs().products()) {
      sum += insight.logs().unparsed(product);
    }
    return sum;
  }

  @Override
  public void close() {
    driver.close();
  }
}
