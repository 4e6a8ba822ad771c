package io.patchwatch.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One labelled case of {@code labelled-cases/cases.csv}: what the records of one source say about a
 * release, decided by reading them.
 *
 * @param family which records to judge by, for example {@code osv:PYSEC}
 * @param exact whether {@code affected} is all, or a part, of what must be found
 */
record LabelledCase(
    String id,
    String product,
    String version,
    String family,
    boolean exact,
    Set<String> affected,
    Set<String> notAffected) {

  static List<LabelledCase> all() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                LabelledCase.class.getResourceAsStream("/labelled-cases/cases.csv"),
                StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(LabelledCase::of).toList();
    }
  }

  /** What a verdict got wrong: affected that is missed, and what is affected wrongly. */
  Set<String> mistakes(Set<String> found) {
    Set<String> mistakes = new TreeSet<>();
    affected.stream().filter(id -> !found.contains(id)).forEach(id -> mistakes.add("missed " + id));
    found.stream()
        .filter(id -> notAffected.contains(id) || (exact && !affected.contains(id)))
        .forEach(id -> mistakes.add("wrongly " + id));
    return mistakes;
  }

  private static LabelledCase of(String line) {
    List<String> cells = cells(line);
    return new LabelledCase(
        cells.get(0),
        cells.get(1),
        cells.get(2),
        cells.get(3),
        cells.get(6).equals("exact"),
        ids(cells.get(7)),
        ids(cells.get(8)));
  }

  private static Set<String> ids(String cell) {
    Set<String> ids = new LinkedHashSet<>(List.of(cell.split(" ", -1)));
    ids.remove("");
    return ids;
  }

  /** Splits at commas outside double quotes (RFC 4180). */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
