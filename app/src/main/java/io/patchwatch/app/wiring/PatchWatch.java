package io.patchwatch.app.wiring;

import io.patchwatch.alerting.metrics.PipelineMetrics;
import io.patchwatch.alerting.metrics.ProcessMetrics;
import io.patchwatch.alerting.status.Component;
import io.patchwatch.alerting.status.StatusServer;
import io.patchwatch.app.Version;
import io.patchwatch.app.config.Config;
import io.patchwatch.app.config.ConfigFile.Loaded;
import io.patchwatch.ingest.IngestRole;
import io.patchwatch.ingest.publish.Publisher;
import io.patchwatch.ingest.tail.TailCounters;
import io.patchwatch.ingest.versions.VersionWatch;
import io.patchwatch.streams.LogSettings;
import io.patchwatch.streams.StreamsCounters;
import io.patchwatch.streams.StreamsRole;
import io.patchwatch.streams.StreamsSettings;
import io.patchwatch.streams.anomaly.AnomalyCounters;
import io.patchwatch.streams.logs.LogCounters;
import io.patchwatch.streams.rules.RuleBook;
import io.patchwatch.streams.rules.RuleCounters;
import io.patchwatch.streams.shapes.AdoptLogs;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process of PatchWatch: its roles, its backends, its health. */
public final class PatchWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PatchWatch.class);

  private final Loaded loaded;
  private final Clock clock;
  private final ProcessMetrics metrics;
  private final List<Supplier<Component>> health = new CopyOnWriteArrayList<>();
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private volatile String awaited = "the embedded servers";
  private @Nullable StatusServer status;
  private @Nullable Backends backends;
  private @Nullable IngestRole ingest;
  private @Nullable ReportsWiring reports;

  private PatchWatch(Loaded loaded, Clock clock) {
    this.loaded = loaded;
    this.clock = clock;
    this.metrics = new ProcessMetrics(Version.release(), this::components);
  }

  /**
   * Starts the roles. The status server comes first, so that whoever waits can see for what.
   *
   * @throws IOException if an address or a file cannot be used; the message says which
   * @throws InterruptedException if the process is told to stop meanwhile
   */
  public static PatchWatch start(Loaded loaded, Set<Role> roles, Clock clock)
      throws IOException, InterruptedException {
    PatchWatch process = new PatchWatch(loaded, clock);
    try {
      process.start(roles);
      return process;
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private void start(Set<Role> roles) throws IOException, InterruptedException {
    Config config = loaded.config();
    status =
        own(
            StatusServer.start(
                config.server().bind(),
                config.server().port(),
                config.server().tls(),
                metrics::scrape,
                this::components));
    log.info("status on {}", status.uri());
    backends = own(Backends.start(config));
    Map<String, Object> client = config.kafka().client(backends.bootstrapServers());
    awaited = "Kafka at " + backends.bootstrapServers();
    TopicsAtStart.ensure(client, config.kafka().topicPrefix(), config.kafka().partitions());
    awaited = "its roles";
    startRoles(roles, backends, client);
    awaited = "";
  }

  private void startRoles(Set<Role> roles, Backends backends, Map<String, Object> client)
      throws IOException {
    Config config = loaded.config();
    if (roles.contains(Role.STREAMS)) {
      startStreams(backends, client);
    }
    if (roles.contains(Role.ALERTING)) {
      AlertingWiring alerting =
          own(AlertingWiring.start(loaded, backends, client, clock, metrics.registry()));
      alerting.serve(started(status));
      health.addAll(alerting.health());
      metrics.beforeScrape(alerting::refreshMetrics);
    }
    if (roles.contains(Role.INGEST)) {
      Publisher publisher = Publisher.connect(client, config.kafka().topicPrefix());
      ingest =
          own(
              IngestRole.start(
                  IngestWiring.settings(loaded), loaded.catalogue(), publisher, clock));
      count(ingest);
      reports = own(ReportsWiring.start(loaded, publisher, clock));
      reports.count(new PipelineMetrics(metrics.registry()));
      own(ExceptionsWiring.start(loaded, publisher, clock));
      own(RulesWiring.start(loaded, publisher, clock));
    }
  }

  private void startStreams(Backends backends, Map<String, Object> client) {
    Config config = loaded.config();
    Map<String, String> properties = new HashMap<>();
    client.forEach((name, value) -> properties.put(name, value.toString()));
    StreamsSettings settings =
        new StreamsSettings(
            config.kafka().topicPrefix() + "streams",
            backends.bootstrapServers(),
            config.kafka().topicPrefix(),
            config.dataDir().resolve("streams"),
            null,
            config.streams().threads(),
            config.streams().commitInterval(),
            properties);
    StreamsRole streams =
        own(
            new StreamsRole(
                settings,
                config.detection(),
                new LogSettings(ShippingWiring.sources(loaded), config.privacy()),
                loaded.catalogue()));
    health.add(() -> new Component("streams", streams.ready(), streams.detail()));
    countLogs(streams.logs());
    countRules(streams.rules(), config.detection().rules().dryRun());
    new PipelineMetrics(metrics.registry())
        .streamsDeadLetters(streams.counters(), StreamsCounters::deadLetters)
        .streamsThreadsReplaced(streams.counters(), StreamsCounters::threadsReplaced)
        .anomalySeries("learning", streams.anomalies(), AnomalyCounters::learning)
        .anomalySeries("watching", streams.anomalies(), AnomalyCounters::watching)
        .streams("detection", streams::metrics);
    streams.start();
  }

  private void countLogs(LogCounters logs) {
    PipelineMetrics pipeline =
        new PipelineMetrics(metrics.registry())
            .logIntake(AdoptLogs.WAY, "published", logs, LogCounters::adopted)
            .logIntake(AdoptLogs.WAY, "unmatched", logs, LogCounters::left);
    for (String product : logs.products()) {
      pipeline
          .logRecords(product, "parsed", logs, it -> it.parsed(product))
          .logRecords(product, "unparsed", logs, it -> it.unparsed(product));
    }
  }

  private void countRules(RuleBook rules, List<String> trials) {
    PipelineMetrics pipeline =
        new PipelineMetrics(metrics.registry())
            .rules("active", rules, RuleBook::active)
            .rules("refused", rules, it -> it.refused().size())
            .ruleEvents("matched", rules.counters(), RuleCounters::matches)
            .ruleEvents("failed", rules.counters(), RuleCounters::errors);
    trials.forEach(rule -> pipeline.ruleTrials(rule, rules.counters(), it -> it.trials(rule)));
  }

  private <T extends AutoCloseable> T own(T part) {
    parts.push(part);
    return part;
  }

  private void count(IngestRole role) {
    TailCounters tails = role.tails().counters();
    new PipelineMetrics(metrics.registry())
        .probes("read", role.probes(), VersionWatch::read)
        .probes("failed", role.probes(), VersionWatch::failed)
        .tailed("records", tails, TailCounters::records)
        .tailed("bytes", tails, TailCounters::bytes)
        .tailed("errors", tails, TailCounters::troubles)
        .tailed("strange_lines", tails, TailCounters::strangeLines)
        .tailLag(tails, TailCounters::behind)
        .published("sent", role.publisher(), Publisher::sent)
        .published("failed", role.publisher(), Publisher::failed);
  }

  /** Until every role was started there is a component that says for what this waits. */
  private List<Component> components() {
    List<Component> components = new ArrayList<>();
    if (!awaited.isEmpty()) {
      components.add(new Component("start", false, "waits for " + awaited));
    }
    health.forEach(h -> components.add(h.get()));
    return components;
  }

  /**
   * Returns when every component works.
   *
   * @throws InterruptedException if the process is told to stop meanwhile
   */
  public void awaitReady() throws InterruptedException {
    while (!components().stream().allMatch(Component::ready)) {
      Thread.sleep(Duration.ofMillis(50));
    }
    log.info("ready: {}", components().stream().map(Component::name).toList());
  }

  /** Where {@code /metrics}, {@code /healthz} and {@code /readyz} are. */
  public URI statusUri() {
    return started(status).uri();
  }

  /** Kafka's address. */
  public String bootstrapServers() {
    return started(backends).bootstrapServers();
  }

  /** Elasticsearch's addresses; none: there is no history. */
  public List<URI> elasticsearch() {
    return started(backends).elasticsearch();
  }

  /** What collects in this process. */
  public IngestRole ingest() {
    return started(ingest);
  }

  /** Where versions are pushed to, if this process takes them. */
  public Optional<URI> pushUri() {
    return started(reports).pushUri();
  }

  /** Where syslog is received, in the order of the configuration. */
  public List<InetSocketAddress> syslogAddresses() {
    return started(reports).syslogAddresses();
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("this process has no such role");
    }
    return part;
  }

  /** Stops the parts, the last started first. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        log.warn("stopping {}: {}", part.getClass().getSimpleName(), e.getMessage());
      }
    }
    metrics.close();
  }
}
