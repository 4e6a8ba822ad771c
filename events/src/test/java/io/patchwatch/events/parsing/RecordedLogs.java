package io.patchwatch.events.parsing;

import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.catalogue.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The recorded log files of a product, read the way that the pipeline reads them. */
final class RecordedLogs {

  static final Instant READ_AT = Instant.parse("2026-11-23T16:00:00Z");

  private final String product;
  private final List<LogSpec> specs;
  private final LogParser parser;

  private RecordedLogs(String product) {
    this.product = product;
    this.specs = specs(product);
    this.parser = LogParser.of(specs);
  }

  static RecordedLogs of(String product) {
    return new RecordedLogs(product);
  }

  List<LogSpec> specs() {
    return specs;
  }

  /** All records of a recorded file, parsed. */
  List<LogParsed> read(String file) {
    return readLines(List.of(resource(product + "/" + file).split("\n", -1)));
  }

  List<LogParsed> readLines(List<String> lines) {
    RecordAssembler assembler = new RecordAssembler(specs);
    List<RecordAssembler.RawRecord> records = new ArrayList<>();
    long offset = 0;
    for (String line : lines) {
      records.addAll(assembler.add(line, offset));
      offset += line.getBytes(StandardCharsets.UTF_8).length + 1;
    }
    records.addAll(assembler.flush());
    return records.stream().map(record -> parse(record.text())).toList();
  }

  LogParsed parse(String message) {
    return parse(message, ZoneOffset.UTC, READ_AT);
  }

  LogParsed parse(String message, ZoneId zone, Instant readAt) {
    return parser.parse(
        new LogObserved(
            "id",
            readAt,
            "collector",
            Asset.of("chat-1"),
            product,
            new LogObserved.LogOrigin("file", "/var/log/x.log", 0L),
            message,
            false),
        zone);
  }

  private static List<LogSpec> specs(String product) {
    return Objects.requireNonNull(Catalogue.builtIn().get(product), product).logs();
  }

  /** The lines of a recorded file that are not empty. */
  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String resource(String path) {
    try (InputStream in =
        Objects.requireNonNull(RecordedLogs.class.getResourceAsStream("/logs/" + path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
