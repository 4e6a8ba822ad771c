package io.patchwatch.streams.logs;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How many log records of each product were read here, and how many no parser could read. */
public final class LogCounters {

  /** What is counted for a product that is not in the catalogue. */
  public static final String OTHER = "other";

  private final Map<String, Count> counts = new TreeMap<>();
  private final Count other = new Count();
  private final LongAdder adopted = new LongAdder();
  private final LongAdder left = new LongAdder();

  /** Counters for the products of this catalogue, and for {@link #OTHER}. */
  public LogCounters(Catalogue catalogue) {
    catalogue.all().stream().map(Product::id).forEach(id -> counts.put(id, new Count()));
    counts.put(OTHER, other);
  }

  private record Count(LongAdder parsed, LongAdder unparsed) {
    Count() {
      this(new LongAdder(), new LongAdder());
    }
  }

  private Count of(String product) {
    return counts.getOrDefault(product, other);
  }

  void count(String product, boolean read) {
    Count count = of(product);
    (read ? count.parsed() : count.unparsed()).increment();
  }

  /** A record that another program wrote was made ours. */
  public void adopt() {
    adopted.increment();
  }

  /** A record that another program wrote is of no watched server. */
  public void leave() {
    left.increment();
  }

  /** Records of other programs that were made ours. */
  public long adopted() {
    return adopted.sum();
  }

  /** Records of other programs that are of no watched server; they are not kept. */
  public long left() {
    return left.sum();
  }

  /** What is counted, by product id. */
  public Iterable<String> products() {
    return counts.keySet();
  }

  /** Records of the product that a parser has read. */
  public long parsed(String product) {
    return of(product).parsed().sum();
  }

  /** Records of the product that none could read; they keep their message. */
  public long unparsed(String product) {
    return of(product).unparsed().sum();
  }

  /** For a person: which products have records that could not be read; empty when none has. */
  public String trouble() {
    return counts.keySet().stream()
        .filter(product -> unparsed(product) > 0)
        .map(product -> product + " " + unparsed(product))
        .collect(Collectors.joining(", "));
  }
}
