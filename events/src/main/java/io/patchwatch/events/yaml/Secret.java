package io.patchwatch.events.yaml;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * A secret from the configuration. It never shows itself: neither in logs, nor in error messages,
 * nor as JSON. In YAML a component {@code password} of this type is written as {@code password:
 * ${ENVIRONMENT_VARIABLE}} or {@code password_file: /path}.
 */
public final class Secret {

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** Wraps a secret; surrounding white space (a file's last newline) is dropped. */
  @JsonCreator
  public static Secret of(String value) {
    return new Secret(value.strip());
  }

  /** The secret itself: only for the call that needs it. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "(secret)";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return 0;
  }
}
