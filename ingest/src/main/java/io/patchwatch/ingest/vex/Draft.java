package io.patchwatch.ingest.vex;

import io.patchwatch.events.ImpactStated.Status;
import io.patchwatch.ingest.advisories.Doc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A document in the making. Of two statements about the same thing the later one holds. */
final class Draft {

  /** So many statements of one document are read. */
  static final int MOST = 20_000;

  private static final int MOST_VULNERABILITY_IDS = 50;

  private final Map<List<Object>, Statement> statements = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private int elsewhere;

  /** What one statement says, before it is known of which products. */
  record Said(
      List<String> vulnerabilities,
      Status status,
      @Nullable String justification,
      @Nullable String detail,
      Instant stated) {}

  /** Adds a statement about products. */
  void add(Doc place, Said said, List<Target> targets) {
    if (targets.isEmpty()) {
      elsewhere++;
      return;
    }
    List<String> ids =
        said.vulnerabilities().stream().distinct().limit(MOST_VULNERABILITY_IDS).toList();
    for (Target target : targets) {
      Statement statement =
          new Statement(
              ids,
              target.product(),
              target.versions(),
              said.status(),
              said.justification(),
              said.detail(),
              said.stated());
      if (!statement.founded()) {
        problem(place, "says not affected without justification or impact; it is not believed");
      } else {
        keep(statement);
      }
    }
    if (statements.size() > MOST) {
      throw place.bad("is beyond " + MOST + " statements; split the document");
    }
  }

  private void keep(Statement statement) {
    List<Object> about =
        List.of(statement.vulnerabilities().getFirst(), statement.product(), statement.versions());
    statements.merge(
        about, statement, (old, now) -> now.stated().isBefore(old.stated()) ? old : now);
  }

  /** Notes what cannot be used. */
  void problem(Doc place, String what) {
    problems.add(String.valueOf(place.bad(what).getMessage()));
  }

  /** The targets without repetitions. */
  static List<Target> distinct(List<Target> targets) {
    Set<Target> distinct = new LinkedHashSet<>(targets);
    return List.copyOf(distinct);
  }

  VexDocument finish(String id, String author) {
    return new VexDocument(id, author, List.copyOf(statements.values()), problems, elsewhere);
  }
}
