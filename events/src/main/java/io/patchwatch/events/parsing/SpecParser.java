package io.patchwatch.events.parsing;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;

/** One {@link LogSpec}, compiled. Thread-safe. */
final class SpecParser {

  private final LogSpec spec;
  private final RecordReader reader;
  private final @Nullable Pattern prefix;
  private final @Nullable Pattern stackTrace;
  private final @Nullable TimeReader time;
  private final List<EventMatcher> events;

  /**
   * @param events the parser's own and those that it takes from others, in order
   */
  SpecParser(LogSpec spec, List<EventSpec> events) {
    this.spec = spec;
    this.reader = RecordReader.of(spec);
    this.prefix = SpecCheck.regex(spec.prefix(), "prefix");
    this.stackTrace = SpecCheck.regex(spec.stackTrace(), "stack_trace");
    this.time = spec.time() == null ? null : new TimeReader(spec.time());
    this.events = events.stream().map(EventMatcher::new).toList();
  }

  String name() {
    return spec.name();
  }

  /**
   * What a record says.
   *
   * @param time its own time, where it can be read
   */
  record Reading(FieldValues fields, Optional<Instant> time) {}

  /** Reads a record, or null if it is not one of this parser's. */
  @Nullable Reading read(String text, ZoneId zone, Instant observed) {
    RecordReader.Parts parts = reader.read(PatternReader.after(prefix, text));
    if (parts == null) {
      return null;
    }
    FieldValues fields = new FieldValues();
    fields.offer("message", withoutTrailingLines(parts.get(spec.message())));
    if (fields.text("message") == null) {
      fields.offer("message", text.strip()); // where the format has none
    }
    spec.fields().forEach((part, field) -> fields.offer(field, parts.get(part)));
    fields.offer("log.level", level(parts));
    fields.offer("error.stack_trace", stackTrace(fields.text("message")));
    classify(fields);
    return new Reading(fields, time(parts, zone, observed));
  }

  private static @Nullable String withoutTrailingLines(@Nullable String message) {
    return message == null ? null : message.stripTrailing();
  }

  private @Nullable String level(RecordReader.Parts parts) {
    String text = spec.level() == null ? null : parts.get(spec.level().field());
    if (spec.level() == null || text == null) {
      return null;
    }
    String word = text.strip();
    LogLevel own = spec.level().map().get(word);
    LogLevel level = own == null ? LogLevel.read(word) : own;
    return level == null ? null : level.word();
  }

  private @Nullable String stackTrace(@Nullable String message) {
    if (stackTrace == null || message == null || message.indexOf('\n') < 0) {
      return null;
    }
    Matcher matcher = stackTrace.matcher(message);
    return matcher.find() ? matcher.group() : null;
  }

  private void classify(FieldValues fields) {
    for (EventMatcher event : events) {
      FieldValues added = event.match(fields);
      if (added != null) {
        fields.overrideWith(added);
      }
      if (added != null && event.decides()) {
        return;
      }
    }
  }

  private Optional<Instant> time(RecordReader.Parts parts, ZoneId zone, Instant observed) {
    String text = time == null || spec.time() == null ? null : parts.get(spec.time().field());
    return time == null || text == null ? Optional.empty() : time.read(text, zone, observed);
  }
}
