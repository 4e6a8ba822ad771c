package io.patchwatch.events.catalogue;

import io.patchwatch.events.Precision;
import io.patchwatch.events.ProbeFailed;

/** What could be read from an answer. */
public sealed interface Reading {

  /**
   * A version.
   *
   * @param version as the product writes it, 1 to 200 characters
   * @param excerpt where it stood and what stood there, one line, for evidence
   */
  record Read(String version, Precision precision, String excerpt) implements Reading {}

  /**
   * No version, or no proof that it is the product's.
   *
   * @param failure the kind of failure
   * @param why one line for a person
   */
  record Unreadable(ProbeFailed.Failure failure, String why) implements Reading {}

  /**
   * Another product answered.
   *
   * @param name as it calls itself; the catalogue may know it as an alias
   */
  record OtherProduct(String name) implements Reading {}
}
