package io.patchwatch.events;

import java.time.Instant;

/**
 * A file of Sigma rules as it is now.
 *
 * @param file its name, under which errors are told; the same in each version of it
 * @param yaml its text: one or more YAML documents, at most {@link #LONGEST_YAML} characters
 */
public record RulePublished(String id, Instant time, String collector, String file, String yaml)
    implements RuleEvent {

  /** Longest text, in characters. */
  public static final int LONGEST_YAML = 256 * 1024;

  public RulePublished {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.text(file, "file", LONGEST_FILE);
    Require.text(yaml, "yaml", LONGEST_YAML);
  }
}
