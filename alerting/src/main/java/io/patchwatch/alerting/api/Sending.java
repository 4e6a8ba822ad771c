package io.patchwatch.alerting.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.events.Command;
import io.patchwatch.events.Wire;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends commands and answers when Kafka has them. */
final class Sending {

  static final String COLLECTOR = "api";
  private static final long PATIENCE_SECONDS = 10;

  private final CommandSink sink;
  private final InstantSource clock;

  Sending(CommandSink sink, InstantSource clock) {
    this.sink = sink;
    this.clock = clock;
  }

  /** Makes a command of an id and a time; what it says that is not possible is the caller's. */
  @FunctionalInterface
  interface Maker {
    Command make(String id, Instant now) throws Problem;
  }

  Answer send(Maker maker) throws Problem {
    Command command = make(maker);
    try {
      sink.publish(command).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw Problem.unavailable("Kafka did not take the command; try again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("this process is stopping; try another");
    }
    ObjectNode body = Wire.json().createObjectNode();
    body.put("command", command.id());
    body.put("key", command.key());
    return Answer.accepted(body);
  }

  private Command make(Maker maker) throws Problem {
    try {
      return maker.make(UUID.randomUUID().toString(), clock.instant());
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
