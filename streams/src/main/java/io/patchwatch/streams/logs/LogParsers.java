package io.patchwatch.streams.logs;

import io.patchwatch.events.LogParsed;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.parsing.LineJoin;
import io.patchwatch.events.parsing.LogParser;
import io.patchwatch.events.parsing.LogSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the logs of each product are read; compiled once. */
public final class LogParsers {

  private static final LogParser READS_NOTHING = LogParser.of(List.of());

  private final Catalogue catalogue;
  private final Map<String, LogParser> parsers = new HashMap<>();

  /** By product and parser. */
  private final Map<String, Map<String, LineJoin>> joins = new HashMap<>();

  private final Set<String> joinedActions = new HashSet<>();

  public LogParsers(Catalogue catalogue) {
    this.catalogue = catalogue;
    catalogue.all().forEach(this::add);
  }

  private void add(Product product) {
    parsers.put(product.id(), LogParser.of(product.logs()));
    for (LogSpec spec : product.logs()) {
      if (spec.join() != null) {
        joins
            .computeIfAbsent(product.id(), id -> new HashMap<>())
            .put(spec.name(), new LineJoin(spec.join()));
        joinedActions.add(spec.join().action().word());
      }
    }
  }

  /** How the record finds the other line of what it says; null: it stands for itself. */
  public @Nullable LineJoin join(LogParsed record) {
    String action = record.field("event.action");
    if (record.parser() == null || action == null || !joinedActions.contains(action)) {
      return null; // nearly all records: nothing more is looked up for them
    }
    return joins.getOrDefault(id(record.product()), Map.of()).get(record.parser());
  }

  /** The catalogue's id of a product that may be named by an alias; the name itself if unknown. */
  String id(String idOrAlias) {
    Product product = catalogue.get(idOrAlias);
    return product == null ? idOrAlias : product.id();
  }

  /** The parser of the product of that id or alias; one that reads nothing when it is unknown. */
  LogParser of(String idOrAlias) {
    Product product = catalogue.get(idOrAlias);
    return product == null ? READS_NOTHING : parsers.getOrDefault(product.id(), READS_NOTHING);
  }
}
