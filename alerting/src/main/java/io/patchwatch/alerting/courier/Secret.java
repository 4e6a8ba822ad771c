package io.patchwatch.alerting.courier;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Something that must not be seen: it never appears in {@link #toString()}, logs or messages. */
public final class Secret {

  private static final int MAX_BYTES = 16 * 1024;

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /**
   * A secret from the configuration.
   *
   * @throws IllegalArgumentException if it is empty
   */
  @JsonCreator
  public static Secret of(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("is empty; remove the key or set a value");
    }
    return new Secret(value);
  }

  /**
   * The content of a file, without white space around it.
   *
   * @param key the configuration key that names the file, for messages
   * @throws IllegalArgumentException if it cannot be read, is empty, or is larger than 16 KiB
   */
  public static Secret ofFile(Path file, String key) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException(key + ": " + file + " is larger than 16 KiB");
      }
      String text = Files.readString(file).strip();
      if (text.isEmpty()) {
        throw new IllegalArgumentException(
            key + ": " + file + " is empty; write the value into it");
      }
      return new Secret(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          key + ": cannot read " + file + "; check that it exists and may be read", e);
    }
  }

  /** The secret itself, for where it is used. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
