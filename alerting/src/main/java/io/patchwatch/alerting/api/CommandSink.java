package io.patchwatch.alerting.api;

import io.patchwatch.events.Command;
import java.util.concurrent.CompletableFuture;

/** Where commands go. */
@FunctionalInterface
public interface CommandSink {

  /** Completes when Kafka has the command; exceptionally when it is lost. */
  CompletableFuture<Void> publish(Command command);
}
