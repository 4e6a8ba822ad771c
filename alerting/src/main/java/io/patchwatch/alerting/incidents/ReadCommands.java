package io.patchwatch.alerting.incidents;

import io.patchwatch.events.Command;
import io.patchwatch.events.ExceptionCommand;
import io.patchwatch.events.IncidentCommand;
import io.patchwatch.events.SilenceCommand;
import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.events.Wire;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/** Picks the commands for on-call out of the topic. */
final class ReadCommands {

  private ReadCommands() {}

  /** What cannot be read is none of ours: the detection side reads it too and keeps it. */
  static List<KeyValue<String, Inbound>> of(byte @Nullable [] value) {
    if (value == null) {
      return List.of();
    }
    try {
      return switch (Wire.decode(value, Command.class)) {
        case IncidentCommand it -> List.of(KeyValue.pair(it.incident(), new Inbound.Order(it)));
        case SilenceCommand it -> List.of(KeyValue.pair(it.silence(), new Inbound.Quiet(it)));
        case ExceptionCommand it -> List.of();
      };
    } catch (UnreadableRecord e) {
      return List.of();
    }
  }
}
