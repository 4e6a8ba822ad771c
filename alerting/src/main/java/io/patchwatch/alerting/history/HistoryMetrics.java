package io.patchwatch.alerting.history;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** How the copying into Elasticsearch goes. */
public final class HistoryMetrics implements MeterBinder {

  private final HistoryRole history;

  public HistoryMetrics(HistoryRole history) {
    this.history = history;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder("patchwatch.history.documents", history, HistoryRole::stored)
        .description("Documents that Elasticsearch has acknowledged")
        .register(registry);
    FunctionCounter.builder("patchwatch.history.refused", history, HistoryRole::refused)
        .description("Records and documents that cannot be kept in the history")
        .register(registry);
    Gauge.builder("patchwatch.history.lag", history, HistoryRole::lag)
        .description("Records that are not stored yet, of this process's share")
        .register(registry);
    Gauge.builder("patchwatch.history.ready", history, h -> h.ready() ? 1 : 0)
        .description("Whether the last write reached Elasticsearch")
        .register(registry);
  }
}
