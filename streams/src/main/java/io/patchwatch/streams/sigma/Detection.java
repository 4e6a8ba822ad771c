package io.patchwatch.streams.sigma;

import io.patchwatch.streams.sigma.match.Condition;
import java.util.List;
import java.util.Map;

/**
 * A rule about single events.
 *
 * @param logsource {@code product}, {@code category}, {@code service} as it says them
 * @param condition what an event must meet, log source and filters included
 * @param feeds correlations that count its matches
 * @param reports whether a match is told by itself, too
 */
public record Detection(
    About about,
    Map<String, String> logsource,
    Condition condition,
    List<Correlation> feeds,
    boolean reports) {

  public Detection {
    logsource = Map.copyOf(logsource);
    feeds = List.copyOf(feeds);
  }

  /** See {@link About#id}. */
  public String id() {
    return about.id();
  }

  /** See {@link About#name}. */
  public String name() {
    return about.name();
  }

  /** See {@link About#title}. */
  public String title() {
    return about.title();
  }

  /** See {@link About#level}. */
  public Level level() {
    return about.level();
  }

  /** See {@link About#status}. */
  public String status() {
    return about.status();
  }

  /** See {@link About#description}. */
  public String description() {
    return about.description();
  }

  /** See {@link About#references}. */
  public List<String> references() {
    return about.references();
  }

  /** See {@link About#tags}. */
  public List<String> tags() {
    return about.tags();
  }

  /** See {@link About#falsePositives}. */
  public List<String> falsePositives() {
    return about.falsePositives();
  }

  /** See {@link About#custom}. */
  public Map<String, Object> custom() {
    return about.custom();
  }
}
