package io.patchwatch.ingest.advisories.kev;

import io.patchwatch.ingest.advisories.BadRecord;
import io.patchwatch.ingest.advisories.ListedMark;
import io.patchwatch.ingest.advisories.Origin;
import io.patchwatch.ingest.advisories.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * EPSS scores as CSV: FIRST's own daily file (first line {@code #model_version:…,score_date:…}) and
 * others with the columns {@code cve} and {@code epss}. Both columns must stand before any column
 * of free text, which is not read.
 *
 * @see <a href="https://www.first.org/epss/data_stats">EPSS data</a>
 */
public final class EpssScores {

  private static final int MAX_PROBLEMS = 20;
  private static final String DATE = "score_date:";

  private EpssScores() {}

  /**
   * Reads the scores.
   *
   * @throws BadRecord if the columns are not there
   */
  public static Reading read(byte[] csv, Origin origin) {
    List<String> lines = new String(csv, StandardCharsets.UTF_8).lines().toList();
    int first = !lines.isEmpty() && lines.get(0).startsWith("#") ? 1 : 0;
    if (lines.size() <= first + 1) {
      throw new BadRecord(origin.file(), "", "has no scores; fetch the file again");
    }
    List<String> columns = Arrays.asList(lines.get(first).toLowerCase(Locale.ROOT).split(","));
    int cve = columns.indexOf("cve");
    int epss = columns.indexOf("epss");
    if (cve < 0 || epss < 0) {
      throw new BadRecord(
          origin.file(),
          "line " + (first + 1),
          "lacks the columns cve and epss; only EPSS scores are read from .csv, remove it");
    }
    Instant asOf = first == 0 ? origin.asOf() : date(lines.get(0), origin);
    return rows(lines, first + 1, cve, epss, origin.file(), asOf);
  }

  private static Reading rows(
      List<String> lines, int from, int cve, int epss, String file, Instant asOf) {
    List<ListedMark> marks = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (int i = from; i < lines.size(); i++) {
      ListedMark mark = mark(lines.get(i).split(",", Math.max(cve, epss) + 2), cve, epss, asOf);
      if (mark != null) {
        marks.add(mark);
      } else if (problems.size() < MAX_PROBLEMS) {
        problems.add(file + ": line " + (i + 1) + ": is not a CVE with a score from 0 to 1");
      }
    }
    return Reading.ofMarks(marks, problems);
  }

  private static @Nullable ListedMark mark(String[] cells, int cve, int epss, Instant asOf) {
    if (cells.length <= Math.max(cve, epss) || !cells[cve].startsWith("CVE-")) {
      return null;
    }
    try {
      double score = Double.parseDouble(cells[epss]);
      boolean probability = score >= 0 && score <= 1;
      return probability ? new ListedMark(cells[cve], null, null, false, score, asOf) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Instant date(String comment, Origin origin) {
    int at = comment.indexOf(DATE);
    try {
      return at < 0
          ? origin.asOf()
          : OffsetDateTime.parse(comment.substring(at + DATE.length()).replace("+0000", "Z"))
              .toInstant();
    } catch (DateTimeParseException e) {
      return origin.asOf();
    }
  }
}
