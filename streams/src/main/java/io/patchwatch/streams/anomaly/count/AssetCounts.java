package io.patchwatch.streams.anomaly.count;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that is counted of one server. Feed it minute by minute: {@link #add} what was seen, then
 * {@link #close} the minute. Not thread-safe.
 */
public final class AssetCounts {

  private static final byte VERSION = 2;
  private static final int SERIES = Measure.values().length;

  /** Bytes of {@link #bytes}: about 8 KB. */
  public static final int BYTES =
      1
          + 3 * Long.BYTES
          + 1
          + SERIES * (Integer.BYTES + Series.BYTES + Hygiene.BYTES)
          + Stillness.BYTES;

  private static final long LONGEST_GAP = 24 * 60;

  private final Thresholds thresholds;
  private final Map<Measure, Watched> watched = new EnumMap<>(Measure.class);
  private final Stillness stillness = new Stillness();
  private long first = -1;
  private long current = -1;
  private long learned;
  private boolean silent;

  /** A server of which nothing is known yet. */
  public AssetCounts(Thresholds thresholds) {
    this.thresholds = thresholds;
    for (Measure measure : Measure.values()) {
      watched.put(measure, new Watched());
    }
  }

  /** Continues from what {@link #bytes} gave; begins anew if that is of another version or size. */
  public static AssetCounts of(byte[] bytes, Thresholds thresholds) {
    AssetCounts counts = new AssetCounts(thresholds);
    if (bytes.length == BYTES && bytes[0] == VERSION) {
      counts.read(ByteBuffer.wrap(bytes, 1, BYTES - 1));
    }
    return counts;
  }

  /** The minute that is open now, since 1970; −1: none yet. */
  public long minute() {
    return current;
  }

  /** Begins with that minute, when nothing was counted before. */
  public void begin(long minute) {
    if (current < 0) {
      first = minute;
      current = minute;
    }
  }

  /** Counts so many in the open minute. */
  public void add(Measure measure, int count) {
    Watched it = of(measure);
    it.open = (int) Math.min(Integer.MAX_VALUE, (long) it.open + count);
  }

  /** Whether it is known by now what is usual. */
  public boolean warm() {
    return learned >= thresholds.warmUpMinutes();
  }

  /** How many minutes were learned so far. */
  public long learnedMinutes() {
    return learned;
  }

  /** Minute since when it is learned; −1: not yet. */
  public long since() {
    return first;
  }

  /** Whether it is known what is usual, and that is to write often at that hour of the week. */
  public boolean isTalkative(int hour) {
    return warm() && stillness.isTalkative(hour);
  }

  /**
   * Closes the open minute and opens the next.
   *
   * @param hour of the week in the server's own time, 0 (Monday, midnight) to 167
   * @return what is to be told, in the order of {@link Measure}
   */
  public List<Verdict> close(int hour) {
    boolean warm = warm();
    stillness.close(hour, of(Measure.TRAFFIC).open > 0);
    for (Watched it : watched.values()) {
      it.series.close(hour, it.open, learned >= thresholds.warmUpMinutes() / 2);
      it.open = 0;
    }
    learned++;
    List<Verdict> verdicts = new ArrayList<>(1);
    for (Measure measure : Measure.values()) {
      judge(measure, warm, verdicts);
    }
    current++;
    return verdicts;
  }

  private void judge(Measure measure, boolean warm, List<Verdict> verdicts) {
    Hygiene told = of(measure).hygiene;
    Series series = of(measure).series;
    Surprise surprise = warm ? series.upper(told.longestWindow(current)) : floor(measure, series);
    double threshold = thresholds.of(measure);
    switch (told.take(current, surprise.score(), threshold, company(measure))) {
      case NOTHING -> {}
      case RAISED, WORSE -> verdicts.add(new Verdict.Unusual(measure, surprise));
      case CLEARED -> verdicts.add(new Verdict.Usual(measure));
    }
  }

  /** Before it is known what is usual, only what is too much anywhere. */
  private static Surprise floor(Measure measure, Series series) {
    int count = series.last();
    boolean much = measure.floor() > 0 && count >= measure.floor();
    return much ? new Surprise(1, count, 0, Tail.MOST, series.learnedMinutes()) : Surprise.NONE;
  }

  private boolean company(Measure measure) {
    return watched.entrySet().stream()
        .anyMatch(e -> e.getKey() != measure && e.getValue().hygiene.hot(current));
  }

  /**
   * How surprising its silence is.
   *
   * @param hour as at {@link #close}
   * @return nothing where it is not {@link #isTalkative}
   */
  public Surprise silence(int hour) {
    boolean watched = isTalkative(hour) && of(Measure.TRAFFIC).open == 0;
    return watched ? of(Measure.TRAFFIC).series.silence(stillness.score()) : Surprise.NONE;
  }

  /** Whether that silence is beyond the threshold. */
  public boolean isSilent(Surprise silence) {
    return silence.score() >= thresholds.silence();
  }

  /** Whether it was told that it is silent. */
  public boolean toldSilent() {
    return silent;
  }

  /** Remembers what was told. */
  public void tellSilent(boolean told) {
    silent = told;
  }

  /** Minutes without any record. */
  public long quietMinutes() {
    return of(Measure.TRAFFIC).series.zeros();
  }

  /**
   * Goes on at that minute after nobody listened: what was not seen in between proves nothing, in
   * either direction.
   */
  public void resume(long minute) {
    if (current >= 0 && minute > current) {
      current = minute;
    }
    of(Measure.TRAFFIC).series.forgetSilence();
    stillness.forget();
  }

  /** Whether so long a gap before that minute is to be skipped, not counted as zeros. */
  public boolean isGap(long minute) {
    return current >= 0 && minute - current > LONGEST_GAP;
  }

  private Watched of(Measure measure) {
    return Objects.requireNonNull(watched.get(measure));
  }

  /** What belongs to one measure. */
  private static final class Watched {
    private final Series series = new Series();
    private final Hygiene hygiene = new Hygiene();
    private int open;

    void write(ByteBuffer out) {
      out.putInt(open);
      series.write(out);
      hygiene.write(out);
    }

    void read(ByteBuffer in) {
      open = Math.max(0, in.getInt());
      series.read(in);
      hygiene.read(in);
    }
  }

  /** What to keep, of {@link #BYTES} bytes. */
  public byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(BYTES).put(VERSION);
    out.putLong(first).putLong(current).putLong(learned).put((byte) (silent ? 1 : 0));
    watched.values().forEach(it -> it.write(out));
    stillness.write(out);
    return out.array();
  }

  private void read(ByteBuffer in) {
    first = in.getLong();
    current = in.getLong();
    learned = Math.max(0, in.getLong());
    silent = in.get() == 1;
    watched.values().forEach(it -> it.read(in));
    stillness.read(in);
  }
}
