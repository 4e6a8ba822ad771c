package io.patchwatch.app.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.patchwatch.alerting.CourierRole;
import io.patchwatch.alerting.OnCallRole;
import io.patchwatch.alerting.history.ElasticsearchConnection;
import io.patchwatch.alerting.history.ElasticsearchSettings;
import io.patchwatch.alerting.history.HistoryMetrics;
import io.patchwatch.alerting.history.HistoryRole;
import io.patchwatch.alerting.history.PostureCopy;
import io.patchwatch.alerting.metrics.PipelineMetrics;
import io.patchwatch.alerting.metrics.TopicMetrics;
import io.patchwatch.alerting.posture.Posture;
import io.patchwatch.alerting.status.Component;
import io.patchwatch.app.config.Config;
import io.patchwatch.app.config.ConfigFile.Loaded;
import io.patchwatch.app.config.ElasticsearchConfig;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alerting part of a process: on-call engine, couriers, history, metrics of the topics. */
final class AlertingWiring implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AlertingWiring.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final List<Supplier<Component>> health = new ArrayList<>();
  private final Posture posture;
  private final TopicMetrics metrics;

  private AlertingWiring(Posture posture, TopicMetrics metrics) {
    this.posture = posture;
    this.metrics = metrics;
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
    String prefix = loaded.config().kafka().topicPrefix();
    Posture posture = new Posture();
    AlertingWiring wiring =
        new AlertingWiring(posture, new TopicMetrics(client, prefix, posture, registry));
    wiring.startHistory(loaded.config(), backends, client, registry);
    wiring.startOnCall(loaded, client, registry, clock);
    return wiring;
  }

  private void startOnCall(
      Loaded loaded, Map<String, Object> client, MeterRegistry registry, Clock clock) {
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
    health.add(() -> new Component("courier", courier.ready(), courier.detail()));
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
    HistoryRole history = new HistoryRole(client, config.kafka().topicPrefix(), connection);
    parts.push(history);
    parts.push(new PostureCopy(() -> metrics.ready() ? posture.fleet() : List.of(), connection));
    new HistoryMetrics(history).bindTo(registry);
    health.add(() -> new Component("history", history.ready(), history.detail()));
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
