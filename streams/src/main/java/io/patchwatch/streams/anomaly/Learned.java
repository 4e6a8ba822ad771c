package io.patchwatch.streams.anomaly;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.patchwatch.events.Anomalous;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Finding.Resolution;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.Severity;
import io.patchwatch.streams.life.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a product's patterns.
 *
 * @param since when its first line was read
 * @param lines how many were read while learning
 * @param serious new patterns of level warn and above
 * @param other the rest: told at most once a day
 */
record Learned(Instant since, long lines, Found serious, Found other) {

  private static final long ENOUGH_LINES = 50_000;
  private static final Set<String> SERIOUS = Set.of("warn", "error", "critical");

  static Learned begins(Instant now) {
    return new Learned(now, 0, Found.NONE, Found.NONE);
  }

  boolean isOver(Duration learn, Instant now) {
    return lines >= ENOUGH_LINES || !now.isBefore(since.plus(learn));
  }

  Learned read(long more) {
    return lines >= ENOUGH_LINES ? this : new Learned(since, lines + more, serious, other);
  }

  private static boolean isSerious(PatternNews news) {
    return SERIOUS.contains(news.level());
  }

  Found of(PatternNews news) {
    return isSerious(news) ? serious : other;
  }

  private Learned replace(PatternNews news, Found found) {
    return isSerious(news)
        ? new Learned(since, lines, found, other)
        : new Learned(since, lines, serious, found);
  }

  Learned with(PatternNews news, Instant now) {
    return replace(news, of(news).with(news, isSerious(news), now));
  }

  Learned told(PatternNews news, Instant now) {
    return replace(news, of(news).told(now));
  }

  /** The same without what has been quiet for long enough. */
  Learned settled(Instant now) {
    return new Learned(since, lines, serious.settled(now), other.settled(now));
  }

  /** What is to be said when this became {@code after}. */
  List<Signal> ended(Learned after, String product, Instant now) {
    List<Signal> signals = new ArrayList<>();
    if (serious.isTold() && !after.serious().isTold()) {
      signals.add(serious.clear(product, now));
    }
    if (other.isTold() && !after.other().isTold()) {
      signals.add(other.clear(product, now));
    }
    return signals;
  }

  /**
   * New patterns that belong to one finding.
   *
   * @param count how many
   * @param toldCount how many there were when it was told last; 0: not told
   * @param samples at most five, the newest
   * @param last when the newest was found; null: none
   * @param lastTold when it was told last; null: never
   */
  record Found(
      boolean serious,
      boolean severe,
      long count,
      long toldCount,
      List<String> samples,
      @Nullable Instant first,
      @Nullable Instant last,
      @Nullable Instant lastTold,
      @Nullable Asset asset) {

    static final Found NONE = new Found(false, false, 0, 0, List.of(), null, null, null, null);
    private static final int MOST_SAMPLES = 5;
    private static final Duration QUIET = Duration.ofHours(1);
    private static final Duration A_DAY = Duration.ofDays(1);

    Found {
      samples = samples == null ? List.of() : List.copyOf(samples);
    }

    Found with(PatternNews news, boolean isSerious, Instant now) {
      List<String> more = new ArrayList<>(samples);
      more.add(news.sample());
      List<String> newest = more.subList(Math.max(0, more.size() - MOST_SAMPLES), more.size());
      boolean error = severe || (isSerious && !news.level().equals("warn"));
      return new Found(
          isSerious,
          error,
          count + 1,
          toldCount,
          newest,
          first == null ? news.time() : first,
          now,
          lastTold,
          asset == null ? news.asset() : asset);
    }

    Found told(Instant now) {
      return new Found(serious, severe, count, count, samples, first, last, now, asset);
    }

    @JsonIgnore
    boolean isTold() {
      return toldCount > 0;
    }

    /** The first one and each doubling; what is not serious once a day. */
    boolean worthTelling(Instant now) {
      boolean grown = toldCount == 0 || count >= 2 * toldCount;
      boolean rested = serious || lastTold == null || !now.isBefore(lastTold.plus(A_DAY));
      return grown && rested;
    }

    Found settled(Instant now) {
      boolean quiet = last != null && !now.isBefore(last.plus(QUIET));
      return quiet ? new Found(false, false, 0, 0, List.of(), null, null, lastTold, null) : this;
    }

    @JsonIgnore
    private String measure() {
      return serious ? "new-pattern" : "new-pattern-info";
    }

    private static String fingerprint(String product, String measure) {
      return Fingerprints.of("anomalous", measure, product);
    }

    private Severity severity() {
      if (!serious) {
        return Severity.INFO;
      }
      return severe ? Severity.MEDIUM : Severity.LOW;
    }

    Signal raise(PatternNews news, Instant since, Instant now) {
      String many = count == 1 ? "A log line" : count + " log lines";
      return new Signal.Raise(
          fingerprint(news.product(), measure()),
          now,
          asset == null ? news.asset() : asset,
          severity(),
          new Anomalous(
              news.product(),
              measure(),
              many + " of " + news.product() + " of a kind never seen before",
              count,
              null,
              null,
              first == null ? news.time() : first,
              news.time(),
              since,
              "patterns are learned since " + since + "; a new release writes new lines, too",
              samples,
              new Evidence("log", news.locator(), news.sample())));
    }

    Signal clear(String product, Instant now) {
      return new Signal.Clear(
          fingerprint(product, measure()),
          now,
          asset == null ? product : asset.id(),
          new Resolution(
              Resolution.Reason.USUAL_AGAIN, "no further new kind of line for an hour; learned"));
    }
  }
}
