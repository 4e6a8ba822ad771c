package io.patchwatch.events.parsing;

import java.util.Map;

/**
 * Where a record says how bad it is.
 *
 * @param field group, JSON pointer or key; {@code level} when absent
 * @param map the product's own words or numbers to one of {@link LogLevel}; ordinary words
 *     (WARNING, err, crit…) need no entry
 */
public record LevelSpec(String field, Map<String, LogLevel> map) {

  public LevelSpec {
    field = field == null ? "level" : SpecCheck.text(field, "level.field");
    map = SpecCheck.map(map, "level.map");
  }
}
