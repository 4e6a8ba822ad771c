package io.patchwatch.streams.verdict;

import io.patchwatch.events.Advisory;
import io.patchwatch.streams.version.Version;
import java.util.List;
import java.util.stream.Stream;

/** One advisory record with its ranges read, before it is placed among the others. */
record ReadRecord(Advisory advisory, Stretches affected, Stretches unaffected) {

  static ReadRecord of(Advisory advisory, ProductRules rules) {
    return new ReadRecord(
        advisory,
        Stretches.of(advisory.affected(), rules),
        Stretches.of(advisory.unaffected(), rules));
  }

  static Ladder ladder(List<ReadRecord> records) {
    return new Ladder(records.stream().flatMap(ReadRecord::bounds).toList());
  }

  private Stream<Version> bounds() {
    return Stream.concat(affected.bounded().stream(), unaffected.bounded().stream())
        .flatMap(stretch -> Stream.of(stretch.low(), stretch.high()))
        .filter(version -> version != null);
  }

  /**
   * @param rank how much its source is trusted, 0 most
   */
  JudgedRecord on(Ladder ladder, int rank, int laneDepth) {
    return new JudgedRecord(
        advisory,
        rank,
        steps(affected, ladder, laneDepth),
        affected.unclear(),
        steps(unaffected, ladder, laneDepth));
  }

  private static List<Ladder.Step> steps(Stretches stretches, Ladder ladder, int laneDepth) {
    return stretches.bounded().stream().map(stretch -> ladder.step(stretch, laneDepth)).toList();
  }
}
