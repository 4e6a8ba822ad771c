package io.patchwatch.streams;

import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.Event;
import io.patchwatch.events.Finding;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The whole topology on a driver with its own clock. What happens here can be replayed. */
final class Stage implements AutoCloseable {

  static final String PREFIX = "patchwatch.";

  private final Path stateDirectory;
  private final DetectionSettings settings;
  private final StreamsCounters counters = new StreamsCounters();
  private final List<Finding> findings = new ArrayList<>();
  private Instant clock = Given.NOON;
  private TopologyTestDriver driver;

  Stage(Path stateDirectory) {
    this(stateDirectory, DetectionSettings.defaults());
  }

  Stage(Path stateDirectory, DetectionSettings settings) {
    this.stateDirectory = stateDirectory;
    this.settings = settings;
    this.driver = open();
  }

  private TopologyTestDriver open() {
    Properties properties = new Properties();
    properties.putAll(
        KafkaStreamsProperties.of(
            StreamsSettings.of("driver:9092", PREFIX, stateDirectory), counters));
    return new TopologyTestDriver(
        DetectionTopology.build(PREFIX, settings, new TestProducts()), properties, clock);
  }

  /** These events arrive, one after the other, in the same instant of our clock. */
  Stage with(Event... events) {
    for (Event event : events) {
      send(topicOf(event), event.key(), Wire.encode(event), Trace.start());
    }
    return this;
  }

  Stage send(Topic topic, String key, byte[] value, Trace trace) {
    RecordHeaders headers = new RecordHeaders();
    trace.into(headers);
    driver
        .createInputTopic(topic.name(PREFIX), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(key, value, headers, clock));
    return this;
  }

  private static Topic topicOf(Event event) {
    return switch (event) {
      case SoftwareEvent software -> Topic.SOFTWARE;
      case AdvisoryEvent advisory -> Topic.ADVISORIES;
      case LogObserved log -> Topic.LOGS;
    };
  }

  /** Time passes. */
  Stage after(Duration duration) {
    clock = clock.plus(duration);
    driver.advanceWallClockTime(duration);
    return this;
  }

  /** Long enough for what is judged together. */
  Stage settled() {
    return after(Duration.ofSeconds(1));
  }

  /** The process ends and another one starts on the same state directory. */
  Stage restarted() {
    findings();
    driver.close();
    driver = open();
    return this;
  }

  /** Every finding record so far. */
  List<Finding> findings() {
    records(Topic.FINDINGS).forEach(r -> findings.add(Wire.decode(r.getValue(), Finding.class)));
    return findings;
  }

  /** The newest record of each finding, by its headline's kind and subject. */
  Map<String, Finding> latest() {
    Map<String, Finding> latest = new TreeMap<>();
    findings().forEach(finding -> latest.put(finding.fingerprint(), finding));
    return latest;
  }

  List<DeadLetter> deadLetters() {
    return records(Topic.DEAD_LETTERS).stream()
        .map(r -> Wire.decode(r.getValue(), DeadLetter.class))
        .toList();
  }

  List<TestRecord<String, byte[]>> records(Topic topic) {
    return driver
        .createOutputTopic(
            topic.name(PREFIX), new StringDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  StreamsCounters counters() {
    return counters;
  }

  @Override
  public void close() {
    driver.close();
  }
}
