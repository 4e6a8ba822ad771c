package io.patchwatch.streams.samples;

import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.parsing.LineJoin;
import io.patchwatch.events.parsing.LogParser;
import io.patchwatch.events.parsing.LogSpec;
import io.patchwatch.events.parsing.RecordAssembler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the text of one product's log as the file tail and the stream together do. */
public final class RecordReader {

  private final String product;
  private final List<LogSpec> specs;
  private final LogParser parser;
  private final Map<String, LineJoin> joins = new HashMap<>();

  private RecordReader(String product, List<LogSpec> specs) {
    this.product = product;
    this.specs = specs;
    this.parser = LogParser.of(specs);
    for (LogSpec spec : specs) {
      if (spec.join() != null) {
        joins.put(spec.name(), new LineJoin(spec.join()));
      }
    }
  }

  /** The reader of a product; records of one that the catalogue does not know are kept unparsed. */
  public static RecordReader of(Catalogue catalogue, String product) {
    Product known = catalogue.get(product);
    return new RecordReader(product, known == null ? List.of() : known.logs());
  }

  /**
   * All records of a text.
   *
   * @param asset the server that wrote it
   * @param readAt for records without a time of their own, and for times without a year
   */
  public List<LogParsed> read(String asset, String text, Instant readAt) {
    RecordAssembler assembler = new RecordAssembler(specs);
    List<RecordAssembler.RawRecord> raw = new ArrayList<>();
    long offset = 0;
    for (String line : text.lines().toList()) {
      raw.addAll(assembler.add(line, offset));
      offset += line.length() + 1L;
    }
    raw.addAll(assembler.flush());
    List<LogParsed> records = new ArrayList<>();
    for (RecordAssembler.RawRecord record : raw) {
      records.add(
          parser.parse(
              new LogObserved(
                  asset + "-" + readAt.toEpochMilli() + "-" + record.offset(),
                  readAt,
                  "sample",
                  Asset.of(asset),
                  product,
                  new LogObserved.LogOrigin("file", "sample", record.offset()),
                  record.text(),
                  record.truncated())));
    }
    return JoinedLines.of(records, joins);
  }
}
