package io.patchwatch.streams;

import io.patchwatch.events.LogParsed;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.logs.BruteForce;
import io.patchwatch.streams.wiring.Names;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** What rules find in the logs. */
record RuleBranch(DetectionSettings settings) {

  KStream<String, Signal> signals(KStream<String, LogParsed> logs) {
    return logs.process(BruteForce.supplier(settings.bruteForce()), Named.as(Names.BRUTE_FORCE));
  }
}
