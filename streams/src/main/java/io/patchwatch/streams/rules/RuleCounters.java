package io.patchwatch.streams.rules;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What rules did in this process, for metrics. */
public final class RuleCounters {

  private static final Logger LOG = LoggerFactory.getLogger(RuleCounters.class);

  /** Most rules whose trials are counted one by one. */
  private static final int MOST_TRIED = 200;

  private final LongAdder errors = new LongAdder();
  private final LongAdder matches = new LongAdder();
  private final Map<String, LongAdder> trials = new ConcurrentSkipListMap<>();

  void matched() {
    matches.increment();
  }

  /** A rule failed on a record. The first failure is logged, and each time their number doubles. */
  void failed(String what, RuntimeException why) {
    errors.increment();
    long count = errors.sum();
    if (Long.bitCount(count) == 1) {
      LOG.error("{} failed on a log record ({} failures so far)", what, count, why);
    }
  }

  void tried(String rule) {
    LOG.info("dry run: the rule {} would have told", rule);
    if (trials.size() < MOST_TRIED || trials.containsKey(rule)) {
      trials.computeIfAbsent(rule, name -> new LongAdder()).increment();
    }
  }

  /** Failures of rules on records. */
  public long errors() {
    return errors.sum();
  }

  /** Log records that at least one rule matched. */
  public long matches() {
    return matches.sum();
  }

  /**
   * How often the rule on trial, by the name or id that the configuration gives, would have told.
   */
  public long trials(String rule) {
    LongAdder count = trials.get(rule);
    return count == null ? 0 : count.sum();
  }
}
