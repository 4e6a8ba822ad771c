package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an unpatched finding stands against its due date, by ascending pressure. */
public enum PatchStatus {
  /** No policy gives it a due date: not the same as due now. */
  NONE,
  /** There is time left. */
  IN_TIME,
  /** A freeze forbids changes now, and the due date lies after it. */
  FROZEN,
  /** The due date is near: a warning. */
  DUE_SOON,
  /** The due date has passed: a breach. */
  OVERDUE;

  /** Whether people should hear of it beyond the finding itself. */
  public boolean pressing() {
    return this == DUE_SOON || this == OVERDUE;
  }

  /** Lower-case name with hyphens, as on the wire and in labels. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
