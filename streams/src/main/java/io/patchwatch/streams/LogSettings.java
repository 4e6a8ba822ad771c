package io.patchwatch.streams;

import io.patchwatch.streams.privacy.PrivacySettings;

/**
 * How log records are taken in. The same on every instance.
 *
 * @param privacy what of people is kept out of them
 */
public record LogSettings(PrivacySettings privacy) {

  /** Nothing is kept out. */
  public static LogSettings defaults() {
    return new LogSettings(PrivacySettings.NONE);
  }
}
