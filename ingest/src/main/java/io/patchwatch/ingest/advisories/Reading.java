package io.patchwatch.ingest.advisories;

import io.patchwatch.events.AdvisoryEvent;
import java.time.Instant;
import java.util.List;

/**
 * What one document says.
 *
 * @param events news about products of the catalogue
 * @param marks entries of lists that know no products
 * @param rejections ids that were taken back by records that no longer name a product
 * @param problems parts of the document that could not be used, each with place and remedy
 */
public record Reading(
    List<AdvisoryEvent> events,
    List<ListedMark> marks,
    List<Rejection> rejections,
    List<String> problems) {

  private static final Reading NOTHING = of(List.of());

  public Reading {
    events = List.copyOf(events);
    marks = List.copyOf(marks);
    rejections = List.copyOf(rejections);
    problems = List.copyOf(problems);
  }

  /** Nothing about a product of the catalogue. */
  public static Reading nothing() {
    return NOTHING;
  }

  /** Only events. */
  public static Reading of(List<AdvisoryEvent> events) {
    return new Reading(events, List.of(), List.of(), List.of());
  }

  /** Only marks, and what was wrong with the others. */
  public static Reading ofMarks(List<ListedMark> marks, List<String> problems) {
    return new Reading(List.of(), marks, List.of(), problems);
  }

  /**
   * A record was rejected by its authority.
   *
   * @param vulnerability its id
   * @param at when
   */
  public record Rejection(String vulnerability, Instant at) {}
}
