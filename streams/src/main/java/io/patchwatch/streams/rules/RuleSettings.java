package io.patchwatch.streams.rules;

import io.patchwatch.streams.sigma.Placeholders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Which rules hold; {@code detection.rules} in the configuration.
 *
 * @param directories with rules of your own; read by the role {@code ingest}, which publishes them
 *     to all
 * @param disabled names or ids of rules that do not hold; those that count them count nothing
 * @param dryRun names or ids of rules whose findings are only counted
 * @param placeholders values for Sigma's modifier {@code expand}, by the name between the percent
 *     signs; see {@link Placeholders}
 */
public record RuleSettings(
    List<Path> directories,
    List<String> disabled,
    List<String> dryRun,
    Map<String, List<String>> placeholders) {

  public RuleSettings {
    directories = directories == null ? List.of() : List.copyOf(directories);
    disabled = disabled == null ? List.of() : List.copyOf(disabled);
    dryRun = dryRun == null ? List.of() : List.copyOf(dryRun);
    placeholders = placeholders == null ? Map.of() : Placeholders.checked(placeholders);
  }

  /** The built-in rules, all of them. */
  public static RuleSettings defaults() {
    return new RuleSettings(List.of(), List.of(), List.of(), Map.of());
  }
}
