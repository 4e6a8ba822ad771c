package io.patchwatch.app.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.patchwatch.alerting.AlertingSettings;
import io.patchwatch.alerting.CourierRole;
import io.patchwatch.alerting.OnCallRole;
import io.patchwatch.alerting.Receiver;
import io.patchwatch.alerting.api.Api;
import io.patchwatch.alerting.api.Board;
import io.patchwatch.alerting.api.CommandSink;
import io.patchwatch.alerting.courier.Supplies;
import io.patchwatch.alerting.courier.alertmanager.AlertmanagerNotifier;
import io.patchwatch.alerting.courier.alertmanager.AlertmanagerRefresh;
import io.patchwatch.alerting.history.ElasticsearchConnection;
import io.patchwatch.alerting.history.ElasticsearchSettings;
import io.patchwatch.alerting.history.HistoryMetrics;
import io.patchwatch.alerting.history.HistoryQueries;
import io.patchwatch.alerting.history.HistoryRole;
import io.patchwatch.alerting.history.PostureCopy;
import io.patchwatch.alerting.history.Retention;
import io.patchwatch.alerting.history.Runbooks;
import io.patchwatch.alerting.links.AckPage;
import io.patchwatch.alerting.links.Links;
import io.patchwatch.alerting.metrics.PipelineMetrics;
import io.patchwatch.alerting.metrics.TopicMetrics;
import io.patchwatch.alerting.posture.Posture;
import io.patchwatch.alerting.routing.RouteTree;
import io.patchwatch.alerting.schedule.Roster;
import io.patchwatch.alerting.status.Component;
import io.patchwatch.alerting.status.StatusServer;
import io.patchwatch.app.config.Config;
import io.patchwatch.app.config.ConfigFile.Loaded;
import io.patchwatch.app.config.ElasticsearchConfig;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Trace;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.publish.Publisher;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alerting part of a process: on-call engine, couriers, history, metrics of the topics. */
final class AlertingWiring implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AlertingWiring.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final List<Supplier<Component>> health = new ArrayList<>();
  private final Loaded loaded;
  private final Clock clock;
  private final Posture posture;
  private final Board board;
  private final TopicMetrics metrics;
  private final Publisher publisher;
  private @Nullable HistoryQueries queries;
  private @Nullable Runbooks runbooks;

  private AlertingWiring(
      Loaded loaded, Map<String, Object> client, Clock clock, MeterRegistry registry) {
    String prefix = loaded.config().kafka().topicPrefix();
    this.loaded = loaded;
    this.clock = clock;
    this.posture = new Posture();
    this.board = new Board();
    this.metrics = new TopicMetrics(client, prefix, posture, board, registry);
    this.publisher = Publisher.connect(client, prefix);
    parts.push(publisher);
    parts.push(metrics);
    health.add(() -> new Component("metrics", metrics.ready(), metrics.detail()));
  }

  static AlertingWiring start(
      Loaded loaded,
      Backends backends,
      Map<String, Object> client,
      Clock clock,
      MeterRegistry registry)
      throws IOException {
    AlertingWiring wiring = new AlertingWiring(loaded, client, clock, registry);
    wiring.startHistory(loaded.config(), backends, client, registry);
    wiring.startOnCall(client, registry);
    return wiring;
  }

  private void startOnCall(Map<String, Object> client, MeterRegistry registry) {
    Config config = loaded.config();
    String prefix = config.kafka().topicPrefix();
    OnCallRole onCall =
        OnCallRole.start(
            config.alerting(),
            prefix,
            client,
            config.dataDir().resolve("on-call"),
            id -> nameOf(loaded.catalogue(), id));
    parts.push(onCall);
    health.add(() -> new Component("on-call", onCall.ready(), onCall.state().name()));
    new PipelineMetrics(registry).streams("on-call", () -> onCall.streams().metrics());
    CourierRole courier = CourierRole.start(config.alerting(), prefix, client, clock, System.out);
    parts.push(courier);
    refreshAlertmanagers(config.alerting());
    health.add(() -> new Component("courier", courier.ready(), courier.detail()));
  }

  private void refreshAlertmanagers(AlertingSettings alerting) {
    RouteTree routes = new RouteTree(alerting.route());
    Roster roster = alerting.roster();
    for (Receiver receiver : alerting.receivers()) {
      if (receiver.alertmanager() != null) {
        Supplies supplies = new Supplies(clock, receiver.wording(), System.out);
        parts.push(
            new AlertmanagerRefresh(
                receiver.name(),
                new AlertmanagerNotifier(receiver.alertmanager(), supplies),
                now -> board.incidents(it -> told(it, receiver.name(), routes, roster, now), now),
                clock,
                AlertmanagerRefresh.INTERVAL));
      }
    }
  }

  private static boolean told(
      Incident incident, String receiver, RouteTree routes, Roster roster, Instant now) {
    return routes.destinations(incident.latest().labels()).stream()
        .anyMatch(it -> roster.receivers(it.receiver(), now).contains(receiver));
  }

  private static String nameOf(Catalogue catalogue, String id) {
    Product product = catalogue.get(id);
    return product == null ? id : product.name();
  }

  private void startHistory(
      Config config, Backends backends, Map<String, Object> client, MeterRegistry registry)
      throws IOException {
    if (backends.elasticsearch().isEmpty()) {
      return;
    }
    ElasticsearchConfig elastic = config.elasticsearch();
    ElasticsearchConnection connection =
        ElasticsearchConnection.open(
            new ElasticsearchSettings(
                backends.elasticsearch(),
                elastic.username(),
                elastic.password(),
                elastic.apiKey(),
                elastic.caFile()));
    parts.push(connection);
    queries = new HistoryQueries(connection);
    runbooks = new Runbooks(connection);
    Retention retention = new Retention(connection, elastic.retention(), clock);
    parts.push(retention);
    retention.start();
    HistoryRole history = new HistoryRole(client, config.kafka().topicPrefix(), connection);
    parts.push(history);
    parts.push(new PostureCopy(() -> metrics.ready() ? posture.fleet() : List.of(), connection));
    new HistoryMetrics(history).bindTo(registry);
    health.add(() -> new Component("history", history.ready(), history.detail()));
  }

  /** Serves the REST API and the pages behind links, as far as they are configured. */
  void serve(StatusServer server) {
    Config config = loaded.config();
    CommandSink commands = command -> publisher.publish(command, Trace.start());
    if (!config.server().api().tokens().isEmpty()) {
      var from =
          new Api.Sources(
              board,
              posture,
              loaded.catalogue(),
              config.alerting().rules(),
              queries,
              runbooks,
              commands);
      server.mount(Api.BASE + "/", new Api(config.server().api(), from, clock));
      log.info("REST API on {}{}", server.uri(), Api.BASE);
    }
    if (config.alerting().links() != null) {
      Links links = new Links(config.alerting().links());
      server.mount(Links.PATH, new AckPage(links, board::incident, commands, clock));
    }
  }

  List<Supplier<Component>> health() {
    return health;
  }

  void refreshMetrics() {
    metrics.refresh();
  }

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
  }
}
