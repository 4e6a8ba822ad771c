package io.patchwatch.alerting.courier.templates;

import io.patchwatch.alerting.courier.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * In which words a receiver is told.
 *
 * @param language of the built-in templates: {@code en} (the default) or {@code zh}
 * @param timeZone in which times are written; null: UTC
 * @param templates directory with templates that replace built-in ones of the same name: {@code
 *     opened}, {@code updated}, {@code resolved}, {@code digest}, each {@code .mustache}; null:
 *     none
 */
public record WordsSettings(
    @Nullable Language language, @Nullable ZoneId timeZone, @Nullable Path templates) {

  /**
   * Reads the templates.
   *
   * @throws IllegalArgumentException if one cannot be read or used, naming the file and the remedy
   */
  public Words open() {
    try {
      return new TemplateWords(
          Objects.requireNonNullElse(language, Language.EN),
          Objects.requireNonNullElse(timeZone, ZoneId.of("UTC")),
          templates);
    } catch (IOException e) {
      throw new IllegalArgumentException("templates: cannot be read: " + e.getMessage(), e);
    }
  }
}
