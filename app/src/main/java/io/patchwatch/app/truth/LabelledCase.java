package io.patchwatch.app.truth;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * One labelled case: what published records say of one release. The labels are never made by the
 * judge that is measured; {@code app/src/corpus/README.md} says how they are.
 *
 * @param product catalogue id
 * @param records which records to judge by: {@code all}, or the start of a source's name such as
 *     {@code osv:PYSEC}
 * @param affected vulnerabilities that the release has
 * @param notAffected vulnerabilities that it does not have; with {@link Mode#WHOLE} all others
 * @param unknown vulnerabilities of which the records cannot tell
 * @param decidedBy the records that decide, {@code source/id}, in the order of {@code affected}
 * @param reason why this release was chosen or what decides, for a person
 */
public record LabelledCase(
    String id,
    String product,
    String version,
    String records,
    Mode mode,
    Set<String> affected,
    Set<String> notAffected,
    Set<String> unknown,
    List<String> decidedBy,
    String reason) {

  /** How much the labels say. */
  public enum Mode {
    /** Everything: what is neither affected nor unknown is not affected. */
    WHOLE,
    /** All that is affected; of the rest only what is listed. */
    EXACT,
    /** Only what is listed. */
    CONTAINS
  }

  /** The source's name that stands for all records. */
  public static final String ALL = "all";

  static LabelledCase of(List<String> cells) {
    return new LabelledCase(
        cells.get(0),
        cells.get(1),
        cells.get(2),
        cells.get(3),
        Mode.valueOf(cells.get(4).toUpperCase(Locale.ROOT)),
        ids(cells.get(5)),
        ids(cells.get(6)),
        ids(cells.get(7)),
        List.copyOf(words(cells.get(8))),
        cells.get(9));
  }

  /** Whether a record of this source is to be judged by. */
  boolean hears(String source) {
    return records.equals(ALL) || source.equals(records) || source.startsWith(records + ":");
  }

  private static Set<String> ids(String cell) {
    return new TreeSet<>(words(cell));
  }

  private static List<String> words(String cell) {
    return Arrays.stream(cell.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }
}
