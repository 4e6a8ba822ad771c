package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** News of a file of detection rules. Topic {@code rules}, key: file. The newest record holds. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RulePublished.class, name = "rule-published"),
  @JsonSubTypes.Type(value = RuleWithdrawn.class, name = "rule-withdrawn")
})
public sealed interface RuleEvent extends Event permits RulePublished, RuleWithdrawn {

  /** Longest name of a file, in characters. */
  int LONGEST_FILE = 500;

  /** Name of the file: the same in each version of it. */
  String file();

  @Override
  default String key() {
    return file();
  }
}
