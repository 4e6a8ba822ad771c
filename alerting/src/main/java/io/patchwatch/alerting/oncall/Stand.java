package io.patchwatch.alerting.oncall;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.patchwatch.events.Severity;
import java.time.Instant;

/** Whether a person looks after an incident whose findings are open. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Stand.Waiting.class, name = "waiting"),
  @JsonSubTypes.Type(value = Stand.Taken.class, name = "taken"),
  @JsonSubTypes.Type(value = Stand.Closed.class, name = "closed")
})
public sealed interface Stand {

  /** Nobody does. */
  record Waiting() implements Stand {}

  /** Somebody acknowledged it. */
  record Taken(String by, Instant at, Instant until) implements Stand {

    boolean over(Instant now) {
      return !now.isBefore(until);
    }
  }

  /**
   * Somebody closed it by hand.
   *
   * @param total findings that there had been by then
   * @param severity the worst of them
   */
  record Closed(String by, Instant at, Instant until, String reason, long total, Severity severity)
      implements Stand {

    boolean over(Situation it, Instant now) {
      return !now.isBefore(until) || it.total() > total || it.severity().compareTo(severity) > 0;
    }
  }
}
