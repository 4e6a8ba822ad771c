package io.patchwatch.streams.samples;

import io.patchwatch.events.LogParsed;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.yaml.Suggestion;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the steps of a sample into the records that the stream would make of them. */
public final class SampleRecords {

  /** When a sample begins; a Monday afternoon, far from the turn of a year. */
  private static final Instant START = Instant.parse("2026-11-23T15:00:00Z");

  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";
  private static final String TIME = "time ";

  private final Catalogue catalogue;
  private final Map<String, RecordReader> readers = new HashMap<>();

  public SampleRecords(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * All records of a sample, in order.
   *
   * @throws IllegalArgumentException if there is no such product, a pattern of a time is wrong, or
   *     no parser of the product can read a line; the message says what to do
   */
  public List<LogParsed> of(RuleSamples.Sample sample) {
    List<LogParsed> records = new ArrayList<>();
    Instant at = START;
    for (RuleSamples.Step step : sample.steps()) {
      RecordReader reader = reader(step.product());
      at = at.plus(step.after());
      for (int n = 1; n <= step.times(); n++) {
        Instant now = at.plus(step.every().multipliedBy(n - 1L));
        List<LogParsed> read = reader.read(step.server(), fill(step.lines(), n, now), now);
        read.forEach(SampleRecords::check);
        records.addAll(read);
      }
      at = at.plus(step.every().multipliedBy(step.times() - 1L));
    }
    return records;
  }

  private RecordReader reader(String product) {
    return readers.computeIfAbsent(
        product,
        id -> {
          if (catalogue.get(id) == null) {
            throw new IllegalArgumentException(
                "there is no product '"
                    + id
                    + "'"
                    + Suggestion.phrase(id, catalogue.all().stream().map(p -> p.id()).toList()));
          }
          return RecordReader.of(catalogue, id);
        });
  }

  private static void check(LogParsed record) {
    if (record.parser() == null) {
      throw new IllegalArgumentException(
          "no parser of "
              + record.product()
              + " reads this line; correct it, or extend the product's file: "
              + String.valueOf(record.field("message")).lines().findFirst().orElse(""));
    }
  }

  private static String fill(String lines, int n, Instant at) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (int open = lines.indexOf(OPEN); open >= 0; open = lines.indexOf(OPEN, from)) {
      int close = lines.indexOf(CLOSE, open);
      String value = close < 0 ? null : value(lines.substring(open + OPEN.length(), close), n, at);
      filled.append(lines, from, open).append(value == null ? OPEN : value);
      from = value == null ? open + OPEN.length() : close + CLOSE.length();
    }
    return filled.append(lines, from, lines.length()).toString();
  }

  private static @Nullable String value(String name, int n, Instant at) {
    if (name.equals("n")) {
      return Integer.toString(n);
    }
    if (name.equals("epoch")) {
      return at.getEpochSecond() + "." + String.format(Locale.ROOT, "%09d", at.getNano());
    }
    if (!name.startsWith(TIME)) {
      return null;
    }
    try {
      return DateTimeFormatter.ofPattern(name.substring(TIME.length()), Locale.ENGLISH)
          .format(at.atZone(ZoneOffset.UTC));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(
          OPEN + name + CLOSE + ": " + e.getMessage() + "; write it as DateTimeFormatter has it");
    }
  }
}
