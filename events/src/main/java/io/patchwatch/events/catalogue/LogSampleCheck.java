package io.patchwatch.events.catalogue;

import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogObserved.LogOrigin;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.parsing.LogParser;
import io.patchwatch.events.parsing.RecordAssembler;
import io.patchwatch.events.parsing.RecordAssembler.RawRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads log samples the way that the pipeline reads a file. */
final class LogSampleCheck {

  private final Product product;
  private final LogParser parser;

  LogSampleCheck(Product product) {
    this.product = product;
    this.parser = LogParser.of(product.logs());
  }

  /** What is read differently from what the sample says. */
  List<String> problems(LogSample sample) {
    List<RawRecord> records = records(sample);
    if (records.size() != 1) {
      return List.of(
          at(sample)
              + "is "
              + records.size()
              + " records, not 1; correct record_start or split the sample");
    }
    LogParsed parsed = parse(sample, records.getFirst());
    List<String> problems = new ArrayList<>();
    compare(sample, "parser", sample.parser(), parsed.parser(), problems);
    if (sample.time() != null) {
      compare(sample, "time", sample.time(), parsed.time().toString(), problems);
    }
    sample
        .fields()
        .forEach((field, value) -> compare(sample, field, value, parsed.field(field), problems));
    return problems;
  }

  private List<RawRecord> records(LogSample sample) {
    RecordAssembler assembler = new RecordAssembler(product.logs());
    List<RawRecord> records = new ArrayList<>();
    sample.lines().stripTrailing().lines().forEach(line -> records.addAll(assembler.add(line, 0)));
    records.addAll(assembler.flush());
    return records;
  }

  private LogParsed parse(LogSample sample, RawRecord record) {
    Instant read = sample.readAt();
    LogOrigin origin = new LogOrigin("file", sample.name(), 0L, sample.zone());
    LogObserved raw =
        new LogObserved(
            "sample",
            read,
            "check",
            Asset.of("sample"),
            product.id(),
            origin,
            record.text(),
            false);
    return parser.parse(raw, sample.zone());
  }

  private static void compare(
      LogSample sample,
      String field,
      @Nullable String wanted,
      @Nullable String read,
      List<String> problems) {
    if (!Objects.equals(wanted, read)) {
      problems.add(at(sample) + field + " must be '" + wanted + "' but reads '" + read + "'");
    }
  }

  private static String at(LogSample sample) {
    return "logs '" + sample.name() + "': ";
  }
}
