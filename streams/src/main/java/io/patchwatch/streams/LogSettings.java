package io.patchwatch.streams;

import io.patchwatch.events.shipping.LogSources;
import io.patchwatch.streams.privacy.PrivacySettings;
import java.util.List;

/**
 * How log records are taken in. The same on every instance.
 *
 * @param sources whose log records that others write to the topic are
 * @param privacy what of people is kept out of them
 */
public record LogSettings(LogSources sources, PrivacySettings privacy) {

  /** Others write nothing, and nothing is kept out. */
  public static LogSettings defaults() {
    return new LogSettings(new LogSources(List.of()), PrivacySettings.NONE);
  }
}
