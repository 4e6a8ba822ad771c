package io.patchwatch.events.catalogue;

import java.util.List;

/** Files of the catalogue have mistakes; all of them are listed, each with its file and remedy. */
public final class CatalogueException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  CatalogueException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One for each file, with its mistakes in lines of their own. */
  public List<String> problems() {
    return problems;
  }
}
