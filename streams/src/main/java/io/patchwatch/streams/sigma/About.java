package io.patchwatch.streams.sigma;

import java.util.List;
import java.util.Map;

/**
 * What rules and correlations say of themselves.
 *
 * @param id UUID of the rule; its name or title where it has none
 * @param name short name by which others refer to it; the id where it has none
 * @param level medium where it says none
 * @param status {@code stable}, {@code test} or {@code experimental}
 * @param custom top-level keys that the specification does not know
 * @param origin of its text
 */
public record About(
    String id,
    String name,
    String title,
    String status,
    Level level,
    String description,
    List<String> references,
    List<String> tags,
    List<String> falsePositives,
    Map<String, Object> custom,
    String origin) {

  public About {
    references = List.copyOf(references);
    tags = List.copyOf(tags);
    falsePositives = List.copyOf(falsePositives);
    custom = Map.copyOf(custom);
  }
}
