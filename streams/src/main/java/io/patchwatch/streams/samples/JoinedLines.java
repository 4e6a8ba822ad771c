package io.patchwatch.streams.samples;

import io.patchwatch.events.LogParsed;
import io.patchwatch.events.parsing.LineJoin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Joins lines of a whole text as the stream joins them while they come. */
final class JoinedLines {

  private final Map<String, LineJoin> joins;
  private final List<LogParsed> records = new ArrayList<>();

  /** Where in the result each first line stands that waits for its second. */
  private final Map<List<String>, Integer> waiting = new HashMap<>();

  private JoinedLines(Map<String, LineJoin> joins) {
    this.joins = joins;
  }

  /**
   * The records in their order.
   *
   * @param joins by the name of the parser
   */
  static List<LogParsed> of(List<LogParsed> records, Map<String, LineJoin> joins) {
    if (joins.isEmpty()) {
      return records;
    }
    JoinedLines joined = new JoinedLines(joins);
    records.forEach(joined::add);
    return joined.records;
  }

  private void add(LogParsed record) {
    LineJoin join = record.parser() == null ? null : joins.get(record.parser());
    if (join == null) {
      records.add(record);
      return;
    }
    switch (join.part(record)) {
      case FIRST -> {
        waiting.put(join.key(record), records.size());
        records.add(record);
      }
      case SECOND -> second(record, join);
      case NEITHER -> records.add(record);
    }
  }

  private void second(LogParsed record, LineJoin join) {
    Integer at = waiting.remove(join.key(record));
    if (at == null || !join.near(records.get(at), record)) {
      records.add(record);
      return;
    }
    records.set(at, join.whole(records.get(at), record));
    records.add(join.rest(record));
  }
}
