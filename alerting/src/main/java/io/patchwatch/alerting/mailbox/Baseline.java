package io.patchwatch.alerting.mailbox;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** Whether a receiver's very first news is still being collected. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Baseline.Collecting.class, name = "collecting"),
  @JsonSubTypes.Type(value = Baseline.Over.class, name = "over")
})
public sealed interface Baseline {

  /** News has been coming since {@code first}, the newest at {@code last}. */
  record Collecting(Instant first, Instant last) implements Baseline {

    boolean complete(MailboxSettings settings, Instant now) {
      return now.isBefore(first)
          || !now.isBefore(last.plus(settings.baselineQuiet()))
          || !now.isBefore(first.plus(settings.baselineMax()));
    }
  }

  /** The first digest was sent, or none was wanted. */
  record Over() implements Baseline {}
}
