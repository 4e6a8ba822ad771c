package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a server has the vulnerability that is attacked. */
public enum Exposure {
  /** It is open on this server. */
  VULNERABLE,
  /** The version that was observed does not have it. */
  NOT_AFFECTED,
  /** The version, or what it has, is not known: not the same as safe. */
  UNKNOWN;

  /** Name on the wire. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
