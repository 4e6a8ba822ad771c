package io.patchwatch.events.parsing;

import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.yaml.Suggestion;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the raw records of one product into ECS. Compiled once, then safe for all threads. Never
 * throws on what a record contains; takes time linear in its length.
 */
public final class LogParser {

  /** A record that claims to be from later than that is given the time when it was read. */
  private static final Duration AHEAD = Duration.ofDays(1);

  /** As is one that claims to be older than any chat server that we know. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private final List<SpecParser> parsers;

  private LogParser(List<SpecParser> parsers) {
    this.parsers = parsers;
  }

  /**
   * The parser of a product.
   *
   * @param specs the product's parsers, tried in this order; none is allowed: then nothing is
   *     parsed
   * @throws IllegalArgumentException if {@code events_of} names no parser, or itself, or a name
   *     stands twice
   */
  public static LogParser of(List<LogSpec> specs) {
    Map<String, LogSpec> byName =
        specs.stream()
            .collect(
                Collectors.toMap(
                    LogSpec::name,
                    Function.identity(),
                    (a, b) -> {
                      throw new IllegalArgumentException(
                          "two parsers are called \"" + a.name() + "\"; rename one");
                    }));
    return new LogParser(
        specs.stream().map(spec -> new SpecParser(spec, events(spec, byName))).toList());
  }

  /** The events of a parser and of those it borrows from, nearest first. */
  private static List<EventSpec> events(LogSpec spec, Map<String, LogSpec> byName) {
    List<EventSpec> events = new ArrayList<>(spec.events());
    Set<String> seen = new HashSet<>(Set.of(spec.name()));
    String next = spec.eventsOf();
    while (next != null) {
      LogSpec lender = byName.get(next);
      if (lender == null || !seen.add(next)) {
        throw new IllegalArgumentException(
            "parser "
                + spec.name()
                + ": events_of names \""
                + next
                + "\", which "
                + (lender == null
                    ? "is no parser of this product" + Suggestion.phrase(next, byName.keySet())
                    : "leads back to itself"));
      }
      events.addAll(lender.events());
      next = lender.eventsOf();
    }
    return events;
  }

  /** Reads a record; the zone is that of its origin, or UTC. */
  public LogParsed parse(LogObserved raw) {
    ZoneId zone = raw.origin().zone();
    return parse(raw, zone == null ? ZoneOffset.UTC : zone);
  }

  /**
   * Reads a record. Colours and control characters are taken out and secrets are masked first. When
   * no parser can read it, {@link LogParsed#parser()} is null and only the message is set.
   *
   * @param zone what a time without offset in the product's lines means
   */
  public LogParsed parse(LogObserved raw, ZoneId zone) {
    String text = Redactor.redact(CleanText.of(raw.message()));
    for (SpecParser parser : parsers) {
      SpecParser.Reading reading = parser.read(text, zone, raw.time());
      if (reading != null) {
        return parsed(raw, parser, reading);
      }
    }
    return unparsed(raw, text);
  }

  private static LogParsed parsed(LogObserved raw, SpecParser parser, SpecParser.Reading reading) {
    FieldValues fields = reading.fields();
    fields.offer("event.kind", "event");
    fields.offer("event.dataset", raw.product() + "." + parser.name());
    fields.offer("service.type", raw.product());
    return new LogParsed(
        raw.id(),
        reading.time().filter(time -> isBelieved(time, raw.time())).orElse(raw.time()),
        raw.asset(),
        raw.product(),
        parser.name(),
        raw.origin(),
        fields.all());
  }

  private static boolean isBelieved(Instant time, Instant read) {
    return !time.isBefore(EARLIEST) && !time.isAfter(read.plus(AHEAD));
  }

  private static LogParsed unparsed(LogObserved raw, String text) {
    SortedMap<String, Object> fields =
        new TreeMap<>(Map.of("message", FieldValues.cut(text, FieldValues.MAX_TEXT)));
    return new LogParsed(
        raw.id(), raw.time(), raw.asset(), raw.product(), null, raw.origin(), fields);
  }
}
