package io.patchwatch.streams.rules;

import io.patchwatch.events.RuleHit;
import io.patchwatch.streams.life.Signal;
import java.util.List;

/** What comes of a log record that a rule matched. */
public sealed interface Detected {

  /**
   * Something is to be told.
   *
   * @param product of the server
   * @param vulnerabilities ids of those that are attacked; empty: none is known
   */
  record Told(String key, Signal signal, String product, List<String> vulnerabilities)
      implements Detected {}

  /** Something is to be counted. */
  record Counted(RuleHit hit) implements Detected {}
}
