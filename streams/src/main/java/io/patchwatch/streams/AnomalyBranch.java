package io.patchwatch.streams;

import io.patchwatch.events.LogParsed;
import io.patchwatch.streams.anomaly.AnomalyCounters;
import io.patchwatch.streams.anomaly.AnomalySettings;
import io.patchwatch.streams.anomaly.Patterns;
import io.patchwatch.streams.anomaly.WatchCounts;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Pipes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** What is unusual in the logs: counts, silence, new patterns. */
record AnomalyBranch(Pipes pipes, AnomalySettings settings, AnomalyCounters counters) {

  KStream<String, Signal> signals(KStream<String, LogParsed> logs) {
    KStream<String, Signal> counts =
        logs.process(
            WatchCounts.supplier(settings.thresholds(), counters), Named.as(Names.WATCH_COUNTS));
    return counts.merge(
        Patterns.signals(pipes, logs, settings.patternsLearn()), Named.as(Names.ANOMALY_SIGNALS));
  }
}
