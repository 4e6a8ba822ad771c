package io.patchwatch.events.parsing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One parser of a product, as it stands in the product's catalogue file under {@code logs:}.
 * Several stand in a list; the first that can read a record does.
 *
 * @param name unique in the product, for example {@code file} or {@code json}
 * @param format how records are written
 * @param stream parsers with the same stream may meet in one file; absent: the parser's own name. A
 *     file that began in one stream is not read by the parsers of another, so that text inside a
 *     message cannot pass for a record in another of the product's formats
 * @param prefix pattern of what a container runtime or a forwarder puts before each record; cut
 *     away before reading
 * @param recordStart pattern of the first line of a record, matched from its beginning; lines that
 *     do not match continue the record before. Absent: each line that this parser can read is a
 *     record
 * @param pattern for {@link LogFormat#PATTERN}: matched against the whole record, with named groups
 * @param requires for the other formats: pointers or keys without which it is not one of its
 *     records
 * @param message group, pointer or key of the human text; absent: {@code message}, {@code /message}
 * @param time where the time stands; absent: the time when the line was read is taken
 * @param level where the level stands; absent: the record has none
 * @param fields group, pointer or key to the ECS field that it fills. Several may fill the same
 *     one: the first with a usable value wins
 * @param stackTrace pattern searched in the message; what it matches becomes {@code
 *     error.stack_trace}
 * @param eventsOf name of another parser of the product whose events are tried after the own ones
 * @param events what the records mean
 * @param join how two lines of one happening find each other; absent: each line stands for itself
 */
public record LogSpec(
    String name,
    LogFormat format,
    String stream,
    @Nullable String prefix,
    @Nullable String recordStart,
    @Nullable String pattern,
    List<String> requires,
    String message,
    @Nullable TimeSpec time,
    @Nullable LevelSpec level,
    Map<String, String> fields,
    @Nullable String stackTrace,
    @Nullable String eventsOf,
    List<EventSpec> events,
    @Nullable JoinSpec join) {

  public LogSpec {
    SpecCheck.text(name, "name");
    if (format == null) {
      throw new IllegalArgumentException("format is missing; use pattern, json or logfmt");
    }
    stream = stream == null ? name : SpecCheck.text(stream, "stream");
    message = message == null ? defaultMessage(format) : SpecCheck.text(message, "message");
    requires = SpecCheck.list(requires, "requires");
    fields = SpecCheck.map(fields, "fields");
    events = SpecCheck.list(events, "events");
    SpecCheck.regex(prefix, "prefix");
    SpecCheck.regex(recordStart, "record_start");
    SpecCheck.regex(stackTrace, "stack_trace");
    if (format == LogFormat.JSON) {
      requires.forEach(SpecCheck::pointer);
      SpecCheck.pointer(message);
    }
    SpecCheck.shape(format, pattern, fields, time, level);
    SpecCheck.ecs(fields.values(), "fields");
  }

  private static String defaultMessage(LogFormat format) {
    return format == LogFormat.JSON ? "/message" : "message";
  }
}
