package io.patchwatch.streams.logs;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.parsing.LogParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the logs of each product are read; compiled once. */
public final class LogParsers {

  private static final LogParser READS_NOTHING = LogParser.of(List.of());

  private final Catalogue catalogue;
  private final Map<String, LogParser> parsers = new HashMap<>();

  public LogParsers(Catalogue catalogue) {
    this.catalogue = catalogue;
    catalogue.all().forEach(product -> parsers.put(product.id(), LogParser.of(product.logs())));
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
