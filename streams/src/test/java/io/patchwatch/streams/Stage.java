package io.patchwatch.streams;

import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.Command;
import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.Event;
import io.patchwatch.events.FeedReported;
import io.patchwatch.events.Finding;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.RuleEvent;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.streams.anomaly.AnomalyCounters;
import io.patchwatch.streams.logs.LogCounters;
import io.patchwatch.streams.rules.RuleBook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The whole topology on a driver with its own clock. What happens here can be replayed. */
final class Stage implements AutoCloseable {

  static final String PREFIX = "patchwatch.";

  private final Path stateDirectory;
  private final DetectionSettings settings;
  private final LogSettings logSettings;
  private final Catalogue catalogue;
  private final Supplier<RuleBook> rules;
  private Insight insight;
  private final StreamsCounters counters = new StreamsCounters();
  private final List<Finding> findings = new ArrayList<>();
  private Instant clock = Given.NOON;
  private TopologyTestDriver driver;

  Stage(Path stateDirectory) {
    this(stateDirectory, DetectionSettings.defaults(), TestCatalogue.get());
  }

  Stage(Path stateDirectory, DetectionSettings settings, Catalogue catalogue) {
    this(
        stateDirectory,
        settings,
        LogSettings.defaults(),
        catalogue,
        () -> Insight.of(settings, catalogue).rules());
  }

  /** With log records taken in in another way. */
  Stage(Path stateDirectory, LogSettings logSettings) {
    this(
        stateDirectory,
        DetectionSettings.defaults(),
        logSettings,
        TestCatalogue.get(),
        () -> Insight.of(DetectionSettings.defaults(), TestCatalogue.get()).rules());
  }

  /** With other rules than the built-in ones. */
  Stage(Path stateDirectory, Supplier<RuleBook> rules) {
    this(
        stateDirectory,
        DetectionSettings.defaults(),
        LogSettings.defaults(),
        TestCatalogue.get(),
        rules);
  }

  private Stage(
      Path stateDirectory,
      DetectionSettings settings,
      LogSettings logSettings,
      Catalogue catalogue,
      Supplier<RuleBook> rules) {
    this.logSettings = logSettings;
    this.rules = rules;
    this.catalogue = catalogue;
    this.stateDirectory = stateDirectory;
    this.settings = settings;
    this.insight =
        new Insight(new LogCounters(TestCatalogue.get()), rules.get(), new AnomalyCounters());
    this.driver = start();
  }

  /** Which log records could be read. */
  LogCounters logs() {
    return insight.logs();
  }

  /** The rules that hold. */
  RuleBook rules() {
    return insight.rules();
  }

  private TopologyTestDriver start() {
    Properties properties = new Properties();
    properties.putAll(
        KafkaStreamsProperties.of(
            StreamsSettings.of("driver:9092", PREFIX, stateDirectory), counters));
    // The driver forgets what a handler sends within a transaction; transactions have their own IT.
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    return new TopologyTestDriver(
        DetectionTopology.build(PREFIX, settings, logSettings, catalogue, insight),
        properties,
        clock);
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
      case Command command -> Topic.COMMANDS;
      case LogObserved log -> Topic.LOGS;
      case FeedReported report -> Topic.FEEDS;
      case RuleEvent rule -> Topic.RULES;
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

  /** The process ends and another one starts with what the changelogs of the stores hold. */
  Stage restarted() {
    findings();
    Map<String, List<KeyValue<Object, Object>>> kept = new TreeMap<>();
    driver.getAllStateStores().keySet().forEach(name -> kept.put(name, contents(name)));
    driver.close();
    insight = new Insight(insight.logs(), rules.get(), new AnomalyCounters());
    driver = start();
    kept.forEach(
        (name, entries) -> entries.forEach(e -> driver.getKeyValueStore(name).put(e.key, e.value)));
    return this;
  }

  private List<KeyValue<Object, Object>> contents(String store) {
    List<KeyValue<Object, Object>> contents = new ArrayList<>();
    try (var entries = driver.getKeyValueStore(store).all()) {
      entries.forEachRemaining(contents::add);
    }
    return contents;
  }

  /** Every finding record so far. */
  List<Finding> findings() {
    records(Topic.FINDINGS).forEach(r -> findings.add(Wire.decode(r.getValue(), Finding.class)));
    return findings;
  }

  /** Findings that are open now. */
  List<Finding> open() {
    Map<String, Finding> latest = new TreeMap<>();
    findings().forEach(finding -> latest.put(finding.fingerprint(), finding));
    return latest.values().stream().filter(finding -> !finding.resolved()).toList();
  }

  /** The newest finding record. */
  Finding last() {
    return findings().getLast();
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
