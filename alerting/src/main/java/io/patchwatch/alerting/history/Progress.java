package io.patchwatch.alerting.history;

import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the copying goes; written by its thread, read by others. */
final class Progress {

  private static final Logger log = LoggerFactory.getLogger(Progress.class);
  private static final String NEW = "Elasticsearch: not asked yet";

  private final LongAdder stored = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private volatile long lag;
  private volatile String trouble = NEW;

  void connected() {
    if (!trouble.isEmpty()) {
      log.info("the history reaches Elasticsearch");
      trouble = "";
    }
  }

  /** Says so once for each new kind of trouble. */
  void troubled(String where, Exception e) {
    String now = where + ": " + e.getMessage();
    if (!now.equals(trouble)) {
      log.warn("the history waits, nothing is lost; {}", now);
    }
    trouble = now;
  }

  void stored(int documents) {
    stored.add(documents);
  }

  void refused(String what, String why) {
    refused.increment();
    log.warn("not kept in the history: {}: {}", what, why);
  }

  void lag(long records) {
    lag = records;
  }

  boolean ready() {
    return trouble.isEmpty();
  }

  String detail() {
    return ready() ? stored.sum() + " documents stored, " + lag + " records to go" : trouble;
  }

  long storedCount() {
    return stored.sum();
  }

  long refusedCount() {
    return refused.sum();
  }

  long lag() {
    return lag;
  }
}
