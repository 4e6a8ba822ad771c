package io.patchwatch.streams.rules;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules that hold now, in one process. All instances read the same files from the topic, so all
 * come to the same book; it is swapped as a whole.
 */
public final class RuleBook {

  private static final Logger LOG = LoggerFactory.getLogger(RuleBook.class);
  private static final int MOST_SHOWN = 5;

  /** Makes a book of files. */
  interface Binder {
    Bound bind(Map<String, String> files);
  }

  /**
   * What files come to.
   *
   * @param refused why a rule cannot hold
   */
  record Bound(Book book, List<Refused> refused) {}

  /**
   * A rule that is kept out whole.
   *
   * @param file where it stands
   * @param reason which rule it is, what is wrong with it, and the remedy
   */
  public record Refused(String file, String reason) {}

  private final Binder binder;
  private final RuleCounters counters = new RuleCounters();
  private final AtomicLong changes = new AtomicLong();
  private final Map<String, String> lastGood = new TreeMap<>();
  private @Nullable Map<String, String> files;
  private volatile Book book = Book.EMPTY;
  private volatile List<Refused> refused = List.of();
  private volatile long generation;

  RuleBook(Binder binder) {
    this.binder = binder;
  }

  /** The built-in rules, as far as they are not switched off. */
  public static RuleBook builtIn(RuleSettings settings) {
    return new RuleBook(SigmaBinder.ofPack(settings));
  }

  /** A book without rules. */
  public static RuleBook none() {
    return new RuleBook(files -> new Bound(Book.EMPTY, List.of()));
  }

  /** The rules that hold. */
  Book book() {
    return book;
  }

  /** Another number means that other rules may hold. */
  long generation() {
    return generation;
  }

  /** A record of the topic was read. */
  void changed() {
    changes.incrementAndGet();
  }

  /** Counts what was read of the topic. */
  long changes() {
    return changes.get();
  }

  /** Takes these files of the topic, by name, beside the built-in ones. */
  synchronized void take(Map<String, String> newest) {
    if (newest.equals(files)) {
      return;
    }
    Bound bound = binder.bind(newest);
    Map<String, String> kept = keepGood(newest, bound.refused());
    Bound holds = kept.equals(newest) ? bound : binder.bind(kept);
    files = Map.copyOf(newest);
    lastGood.clear();
    lastGood.putAll(kept);
    holds.refused().forEach(it -> lastGood.remove(it.file()));
    book = holds.book();
    tell(bound.refused(), kept, newest);
    refused = bound.refused();
    generation++;
    LOG.info("{} rules hold, {} are refused", book.size(), refused.size());
  }

  /** The files, but of one with a refused rule the last version of which none was refused. */
  private Map<String, String> keepGood(Map<String, String> newest, List<Refused> wrong) {
    Map<String, String> kept = new TreeMap<>(newest);
    for (Refused it : wrong) {
      String good = lastGood.get(it.file());
      if (good != null) {
        kept.put(it.file(), good);
      }
    }
    return kept;
  }

  private void tell(List<Refused> wrong, Map<String, String> kept, Map<String, String> newest) {
    for (Refused it : wrong) {
      if (!refused.contains(it)) {
        boolean former = !String.valueOf(kept.get(it.file())).equals(newest.get(it.file()));
        LOG.error(
            "rule refused: {}: {}{}",
            it.file(),
            it.reason(),
            former ? "; the former version of the file stays in force" : "");
      }
    }
  }

  /** What rules did here. */
  public RuleCounters counters() {
    return counters;
  }

  /** How many rules and correlations hold. */
  public int active() {
    return book.size();
  }

  /** Rules that are kept out. */
  public List<Refused> refused() {
    return refused;
  }

  /** For a person: which rules are refused; empty when none is. */
  public String trouble() {
    List<Refused> wrong = refused;
    String shown =
        wrong.stream()
            .limit(MOST_SHOWN)
            .map(it -> it.file() + ": " + it.reason())
            .collect(Collectors.joining("; "));
    return wrong.size() > MOST_SHOWN
        ? shown + "; and " + (wrong.size() - MOST_SHOWN) + " more"
        : shown;
  }
}
