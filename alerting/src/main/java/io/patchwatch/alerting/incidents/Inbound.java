package io.patchwatch.alerting.incidents;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.patchwatch.events.IncidentCommand;
import io.patchwatch.events.SilenceCommand;
import java.util.SortedMap;
import java.util.TreeMap;

/** What comes to the incidents of a task. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is", defaultImpl = Placed.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = Placed.class, name = "finding"),
  @JsonSubTypes.Type(value = Inbound.Order.class, name = "order"),
  @JsonSubTypes.Type(value = Inbound.Quiet.class, name = "quiet"),
  @JsonSubTypes.Type(value = Inbound.Signal.class, name = "signal")
})
public sealed interface Inbound permits Placed, Inbound.Order, Inbound.Quiet, Inbound.Signal {

  /** Whether every task has to know it, whatever incidents it keeps. */
  default boolean forAll() {
    return false;
  }

  /** A person's command about one incident. */
  record Order(IncidentCommand command) implements Inbound {}

  /** A silence begins or ends. */
  record Quiet(SilenceCommand command) implements Inbound {
    @Override
    public boolean forAll() {
      return true;
    }
  }

  /** A finding that may mute others is open, or is no longer. */
  record Signal(String fingerprint, SortedMap<String, String> labels, boolean open)
      implements Inbound {
    public Signal {
      labels = new TreeMap<>(labels);
    }

    @Override
    public boolean forAll() {
      return true;
    }
  }
}
