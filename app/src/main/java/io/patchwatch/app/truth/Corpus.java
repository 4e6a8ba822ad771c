package io.patchwatch.app.truth;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * The labelled cases.
 *
 * @param cases by id
 * @param labelled the day for which end of life was looked up
 */
public record Corpus(List<LabelledCase> cases, LocalDate labelled) {

  private static final LocalDate LABELLED = LocalDate.of(2026, 11, 23);

  public Corpus {
    cases = List.copyOf(cases);
  }

  /** The cases that come with this release: read by hand, and computed from the raw records. */
  public static Corpus bundled() {
    return new Corpus(
        Stream.of("read.csv", "computed.csv")
            .flatMap(file -> Csv.rows(file).stream())
            .map(LabelledCase::of)
            .toList(),
        LABELLED);
  }
}
