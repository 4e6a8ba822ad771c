package io.patchwatch.alerting.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * What the other modules count, under the names that the dashboards know. They keep plain counters
 * and know nothing of Micrometer; whoever wires a process hands the counters over here. A counter
 * only ever grows.
 */
public final class PipelineMetrics {

  private static final String CONSUMERS = "consumer-fetch-manager-metrics";
  private static final String THREADS = "stream-thread-metrics";

  private final MeterRegistry registry;

  public PipelineMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Probes of versions, by what came of them ({@code read}, {@code failed}). */
  public <T> PipelineMetrics probes(String outcome, T source, ToDoubleFunction<T> count) {
    return counter(
        "patchwatch.probes",
        "Attempts to read a version over the network",
        Tags.of("outcome", outcome),
        source,
        count);
  }

  /** Records that the collectors sent to Kafka, by outcome ({@code sent}, {@code failed}). */
  public <T> PipelineMetrics published(String outcome, T source, ToDoubleFunction<T> count) {
    return counter(
        "patchwatch.published",
        "Records handed to Kafka by the collectors",
        Tags.of("outcome", outcome),
        source,
        count);
  }

  /** What the tails of log files did: {@code records}, {@code bytes}, {@code errors}. */
  public <T> PipelineMetrics tailed(String what, T source, ToDoubleFunction<T> count) {
    return counter(
        "patchwatch.tail." + what,
        "What was read from log files: records published, bytes read, failures to read",
        Tags.empty(),
        source,
        count);
  }

  /** Bytes of the tailed files that were not read yet. */
  public <T> PipelineMetrics tailLag(T source, ToDoubleFunction<T> bytes) {
    Gauge.builder("patchwatch.tail.lag.bytes", () -> bytes.applyAsDouble(source))
        .description("Bytes of all tailed files that were not read yet")
        .register(registry);
    return this;
  }

  /** Inventory files, by what came of them ({@code read}, {@code refused}). */
  public <T> PipelineMetrics inventories(String outcome, T source, ToDoubleFunction<T> count) {
    return counter(
        "patchwatch.inventories",
        "Inventory files that were read or refused",
        Tags.of("outcome", outcome),
        source,
        count);
  }

  /** Items of the push API, by what came of them ({@code accepted}, {@code refused}). */
  public <T> PipelineMetrics pushed(String outcome, T source, ToDoubleFunction<T> count) {
    return counter(
        "patchwatch.pushed",
        "Items that the push API took or refused",
        Tags.of("outcome", outcome),
        source,
        count);
  }

  /** Log records that others shipped to this process, by way and by what became of them. */
  public <T> PipelineMetrics logIntake(
      String way, String outcome, T source, ToDoubleFunction<T> count) {
    return counter(
        "patchwatch.log.intake.records",
        "Log records that were shipped over the network, by what became of them",
        Tags.of("way", way, "outcome", outcome),
        source,
        count);
  }

  /** Records that the topology could not read or process. */
  public <T> PipelineMetrics streamsDeadLetters(T source, ToDoubleFunction<T> count) {
    return counter(
        "patchwatch.streams.dead.letters",
        "Records that this process's topologies could not read or process",
        Tags.empty(),
        source,
        count);
  }

  /** Log records of a product, by what came of them ({@code parsed}, {@code unparsed}). */
  public <T> PipelineMetrics logRecords(
      String product, String outcome, T source, ToDoubleFunction<T> count) {
    return counter(
        "patchwatch.log.records",
        "Log records that a parser of the product could read, or none could",
        Tags.of("product", product, "outcome", outcome),
        source,
        count);
  }

  /** Servers of which it is learned what is usual ({@code learning}), or that are judged by it. */
  public <T> PipelineMetrics anomalySeries(String state, T source, ToDoubleFunction<T> count) {
    Gauge.builder("patchwatch.anomaly.servers", source, count)
        .description("Servers whose log counts are still learned, or are watched")
        .tag("state", state)
        .register(registry);
    return this;
  }

  /** Detection rules, by how they stand ({@code active}, {@code refused}). */
  public <T> PipelineMetrics rules(String state, T source, ToDoubleFunction<T> count) {
    Gauge.builder("patchwatch.rules", () -> count.applyAsDouble(source))
        .description("Detection rules that hold, or are refused")
        .tags("state", state)
        .register(registry);
    return this;
  }

  /** What rules did ({@code matches}: log records that any matched, {@code errors}). */
  public <T> PipelineMetrics ruleEvents(String outcome, T source, ToDoubleFunction<T> count) {
    return counter(
        "patchwatch.rule.records",
        "Log records that a rule matched, or on which one failed",
        Tags.of("outcome", outcome),
        source,
        count);
  }

  /** Findings of a rule on trial. */
  public <T> PipelineMetrics ruleTrials(String rule, T source, ToDoubleFunction<T> count) {
    return counter(
        "patchwatch.rule.dry.runs",
        "What a rule on trial would have told",
        Tags.of("rule", rule),
        source,
        count);
  }

  /** Stream threads that failed and were replaced. */
  public <T> PipelineMetrics streamsThreadsReplaced(T source, ToDoubleFunction<T> count) {
    return counter(
        "patchwatch.streams.threads.replaced",
        "Stream threads that failed and were replaced",
        Tags.empty(),
        source,
        count);
  }

  /**
   * Lag and throughput of a Kafka Streams application of this process.
   *
   * @param topology {@code detection} or {@code on-call}
   * @param kafka its own metrics
   */
  public PipelineMetrics streams(
      String topology, Supplier<Map<MetricName, ? extends Metric>> kafka) {
    Gauge.builder("patchwatch.streams.lag", () -> sum(kafka.get(), CONSUMERS, "records-lag"))
        .description("Records that the topology has not fetched yet, of this process's share")
        .tags("topology", topology)
        .register(registry);
    return counter(
        "patchwatch.streams.processed",
        "Records that the topology took in",
        Tags.of("topology", topology),
        kafka,
        k -> sum(k.get(), THREADS, "process-total"));
  }

  private <T> PipelineMetrics counter(
      String name, String description, Tags tags, T source, ToDoubleFunction<T> count) {
    // Micrometer holds its subject weakly: the subject is the registry, the lambda holds the
    // source.
    FunctionCounter.builder(name, registry, r -> count.applyAsDouble(source))
        .description(description)
        .tags(tags)
        .register(registry);
    return this;
  }

  private static double sum(Map<MetricName, ? extends Metric> metrics, String group, String name) {
    double sum = 0;
    for (Metric metric : metrics.values()) {
      if (metric.metricName().group().equals(group)
          && metric.metricName().name().equals(name)
          && metric.metricValue() instanceof Number value
          && Double.isFinite(value.doubleValue())) {
        sum += value.doubleValue();
      }
    }
    return sum;
  }
}
