package io.patchwatch.alerting;

import io.patchwatch.alerting.incidents.OpenIncidents;
import io.patchwatch.alerting.mailbox.MailboxSettings;
import io.patchwatch.alerting.oncall.OnCallRules;
import io.patchwatch.alerting.routing.Route;
import io.patchwatch.events.Command;
import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Severity;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.events.topics.WireSerde;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The on-call engine with a clock in the test's hand. */
final class OnCallDriver implements AutoCloseable {

  private static final Duration BEAT = Duration.ofMillis(50);
  private static final Duration FINE = Duration.ofSeconds(2);
  private static final String PREFIX = "test.";
  private static final List<String> STORES =
      List.of(
          "placements",
          "incidents",
          "incident-members",
          "incidents-unpublished",
          "letters",
          "letters-due",
          "mailboxes",
          "watches",
          "silences",
          "signals");

  private final Route route;
  private final OnCallRules rules;
  private final MailboxSettings mailbox;
  private final OpenIncidents openIncidents = new OpenIncidents();
  private TopologyTestDriver driver;
  private Instant now;

  OnCallDriver(AlertingSettings settings) {
    this(settings.route(), settings.rules(), settings.mailbox(), Findings.NOON);
  }

  OnCallDriver(Route route, OnCallRules rules, MailboxSettings mailbox, Instant begin) {
    this.route = route;
    this.rules = rules;
    this.mailbox = mailbox;
    this.now = begin;
    this.driver = start();
  }

  /** One receiver, no baseline. */
  static OnCallDriver withoutBaseline() {
    return new OnCallDriver(settings("0s"));
  }

  /** One receiver, which first gets a digest. */
  static OnCallDriver withBaseline() {
    return new OnCallDriver(settings("5s"));
  }

  static AlertingSettings settings(String quiet) {
    Duration baseline = Duration.parse("PT" + quiet);
    return new AlertingSettings(
        null, List.of(Receiver.console("ops")), null, null, null, null, baseline, null, null);
  }

  private TopologyTestDriver start() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "oncall");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, directory().toString());
    var topology =
        OnCallTopology.build(
            route,
            rules,
            OnCallTopology.Mailboxes.all(mailbox),
            PREFIX,
            name -> name,
            openIncidents);
    return new TopologyTestDriver(topology, properties, now);
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("oncall-driver");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A process that ends and another that restores its stores from their change logs. */
  void restart() {
    TopologyTestDriver before = driver;
    driver = start();
    STORES.forEach(name -> copy(before.getKeyValueStore(name), driver.getKeyValueStore(name)));
    before.close();
  }

  /** A process that ends and another that starts after the clock was put back. */
  void restartEarlier(Duration by) {
    now = now.minus(by);
    restart();
  }

  private static void copy(KeyValueStore<Object, Object> from, KeyValueStore<Object, Object> to) {
    try (KeyValueIterator<Object, Object> all = from.all()) {
      all.forEachRemaining(entry -> to.put(entry.key, entry.value));
    }
  }

  void tell(Finding... findings) {
    for (Finding finding : findings) {
      findings().pipeInput(finding.fingerprint(), Wire.encode(finding), now);
    }
  }

  void obey(Command command) {
    driver
        .createInputTopic(
            Topic.COMMANDS.name(PREFIX), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(command.key(), Wire.encode(command), now);
  }

  Instant now() {
    return now;
  }

  void tellBytes(String key, byte[] bytes) {
    findings().pipeInput(key, bytes, now);
  }

  private TestInputTopic<String, byte[]> findings() {
    return driver.createInputTopic(
        Topic.FINDINGS.name(PREFIX), new StringSerializer(), new ByteArraySerializer());
  }

  /** Lets time pass, the first two seconds of it as finely as the engine looks at the clock. */
  void pass(Duration time) {
    Duration fine = time.compareTo(FINE) > 0 ? FINE : time;
    for (Duration done = Duration.ZERO; done.compareTo(fine) < 0; done = done.plus(BEAT)) {
      advance(BEAT);
    }
    if (time.compareTo(fine) > 0) {
      advance(time.minus(fine));
    }
  }

  void advance(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
  }

  void passInSteps(Duration step, int times) {
    for (int i = 0; i < times; i++) {
      pass(step);
    }
  }

  List<Delivery> deliveries() {
    return output(Topic.DELIVERIES, Delivery.class).readValuesToList();
  }

  List<Incident> incidents() {
    return output(Topic.INCIDENTS, Incident.class).readValuesToList();
  }

  List<DeadLetter> deadLetters() {
    return output(Topic.DEAD_LETTERS, DeadLetter.class).readValuesToList();
  }

  Map<Severity, Long> openIncidents() {
    return openIncidents.bySeverity();
  }

  <T> TestOutputTopic<String, T> output(Topic topic, Class<T> type) {
    return driver.createOutputTopic(
        topic.name(PREFIX), new StringDeserializer(), new WireSerde<>(type).deserializer());
  }

  @Override
  public void close() {
    driver.close();
  }
}
