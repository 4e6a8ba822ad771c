package io.patchwatch.alerting.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.patchwatch.alerting.status.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The registry of one process, what it says of itself, and the page that Prometheus scrapes. */
public final class ProcessMetrics implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbage = new JvmGcMetrics();
  private final List<Runnable> refreshers = new ArrayList<>();

  /**
   * A registry with the state of the JVM and of the components.
   *
   * @param version of PatchWatch
   * @param components as {@code /readyz} shows them
   */
  public ProcessMetrics(String version, Supplier<List<Component>> components) {
    new JvmMemoryMetrics().bindTo(registry);
    garbage.bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    Gauge.builder("patchwatch.build.info", () -> 1)
        .description("Always 1; the version is in the label")
        .tags("version", version)
        .register(registry);
    MultiGauge ready =
        MultiGauge.builder("patchwatch.component.ready")
            .description("1 when the component of this process works, 0 when it waits")
            .register(registry);
    beforeScrape(() -> ready.register(rows(components.get()), true));
  }

  private static List<Row<?>> rows(List<Component> components) {
    return components.stream()
        .<Row<?>>map(c -> Row.of(Tags.of("component", c.name()), c.ready() ? 1 : 0))
        .toList();
  }

  /** Where the other parts register theirs. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Has something done before each scrape. */
  public synchronized void beforeScrape(Runnable refresh) {
    refreshers.add(refresh);
  }

  /** All metrics in Prometheus' text format. */
  public synchronized String scrape() {
    refreshers.forEach(Runnable::run);
    return registry.scrape();
  }

  @Override
  public void close() {
    garbage.close();
    registry.close();
  }
}
