package io.patchwatch.events.parsing;

import io.patchwatch.events.LogParsed;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A {@link JoinSpec} at work. It remembers nothing: who asks it keeps the first lines. */
public record LineJoin(JoinSpec spec) {

  /** Which of the two lines a record is. */
  public enum Part {
    FIRST,
    SECOND,
    /** It has nothing to do with the join. */
    NEITHER
  }

  /** Which part the record is, of those that the parser of this join has read. */
  public Part part(LogParsed record) {
    if (!happened(record) || record.field(spec.by()) == null) {
      return Part.NEITHER;
    }
    boolean first = record.fields().containsKey(spec.first());
    boolean second = record.fields().containsKey(spec.second());
    if (first == second) {
      return Part.NEITHER; // it says both, or nothing
    }
    return first ? Part.FIRST : Part.SECOND;
  }

  private boolean happened(LogParsed record) {
    return spec.action().word().equals(record.field("event.action"))
        && (spec.outcome() == null || spec.outcome().ecs().equals(record.field("event.outcome")));
  }

  /**
   * What both lines of one happening share, and no other happening of the same time. Each process
   * of a server numbers its requests itself, so where the line stands is part of it.
   */
  public List<String> key(LogParsed record) {
    return List.of(
        record.asset().id(),
        record.origin().kind(),
        record.origin().path(),
        orEmpty(record.field("service.node.name")),
        orEmpty(record.field(spec.by())));
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }

  /** Whether the two were written close enough for each other; numbers of requests come again. */
  public boolean near(LogParsed first, LogParsed second) {
    return Duration.between(first.time(), second.time()).abs().compareTo(spec.within()) <= 0;
  }

  /** The first line with what it lacks of the second: the whole happening. */
  public LogParsed whole(LogParsed first, LogParsed second) {
    SortedMap<String, Object> fields = new TreeMap<>(second.fields());
    fields.putAll(first.fields());
    return with(first, fields);
  }

  /** What is left of the second line. */
  public LogParsed rest(LogParsed second) {
    SortedMap<String, Object> fields = new TreeMap<>(second.fields());
    fields.remove("event.outcome");
    fields.remove("event.reason");
    fields.put("event.action", spec.leaves().word());
    fields.put("event.category", spec.leaves().category());
    fields.put("event.type", spec.leaves().type());
    return with(second, fields);
  }

  private static LogParsed with(LogParsed record, SortedMap<String, Object> fields) {
    return new LogParsed(
        record.id(),
        record.time(),
        record.asset(),
        record.product(),
        record.parser(),
        record.origin(),
        fields);
  }
}
