package io.patchwatch.ingest.vex;

import java.util.List;

/**
 * What a document states about products of the catalogue.
 *
 * @param id the document's own id
 * @param author who states it
 * @param problems what of it cannot be used, each with place and reason
 * @param elsewhere how many statements are about products that the catalogue does not know
 */
public record VexDocument(
    String id, String author, List<Statement> statements, List<String> problems, int elsewhere) {

  public VexDocument {
    statements = List.copyOf(statements);
    problems = List.copyOf(problems);
  }
}
