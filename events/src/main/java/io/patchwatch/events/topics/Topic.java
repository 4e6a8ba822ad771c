package io.patchwatch.events.topics;

import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.Command;
import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.ExceptionCommand;
import io.patchwatch.events.FeedReported;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.RuleEvent;
import io.patchwatch.events.RuleHit;
import io.patchwatch.events.SoftwareEvent;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one table of topics. Real names carry the prefix of the configuration; see {@link
 * #name(String)}.
 */
public enum Topic {
  SOFTWARE("asset", SoftwareEvent.class, true, null),
  LOGS("asset", LogObserved.class, false, Duration.ofDays(3)),
  ADVISORIES("product/advisory", AdvisoryEvent.class, true, null),
  FEEDS("feed", FeedReported.class, true, null),
  COMMANDS("incident or scope", Command.class, false, Duration.ofDays(365)),
  EXCEPTIONS("exception", ExceptionCommand.class, true, null),
  RULES("file", RuleEvent.class, true, null),
  RULE_HITS("correlation and group", RuleHit.class, false, Duration.ofDays(1)),
  LOGS_PARSED("asset", LogParsed.class, false, Duration.ofDays(3)),
  FINDINGS("fingerprint", Finding.class, true, null),
  INCIDENTS("incident", Incident.class, true, null),
  DELIVERIES("receiver", Delivery.class, false, Duration.ofDays(30)),
  RECEIPTS("as the delivery", Receipt.class, false, Duration.ofDays(30)),
  DEAD_LETTERS("topic-partition-offset", DeadLetter.class, false, Duration.ofDays(30));

  /** Largest record, in bytes: a delivery of many incidents fits, a runaway does not. */
  public static final int MAX_RECORD_BYTES = 1024 * 1024;

  private final String key;
  private final @Nullable Class<?> value;
  private final boolean compacted;
  private final @Nullable Duration retention;

  Topic(String key, @Nullable Class<?> value, boolean compacted, @Nullable Duration retention) {
    this.key = key;
    this.value = value;
    this.compacted = compacted;
    this.retention = retention;
  }

  /** The topic's name on the broker, for example {@code patchwatch.logs-parsed}. */
  public String name(String prefix) {
    return prefix + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What its records are keyed by, for people. */
  public String key() {
    return key;
  }

  /** What its records are; null: not used yet. */
  public @Nullable Class<?> value() {
    return value;
  }

  /** Whether the newest record of each key is kept for ever. */
  public boolean compacted() {
    return compacted;
  }

  /** How long records are kept; null: for ever, by compaction. */
  public @Nullable Duration retention() {
    return retention;
  }

  /** Broker configuration of the topic. */
  public Map<String, String> config() {
    String retentionMs = retention == null ? "-1" : Long.toString(retention.toMillis());
    return Map.of(
        "cleanup.policy",
        compacted ? "compact" : "delete",
        "retention.ms",
        retentionMs,
        "max.message.bytes",
        Integer.toString(MAX_RECORD_BYTES),
        "compression.type",
        "producer");
  }
}
