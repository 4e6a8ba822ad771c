package io.patchwatch.streams.anomaly.count;

import java.nio.ByteBuffer;

/** One count a minute of one server: the last hour, what is usual, and how sure that is. */
final class Series {

  /** Bytes of {@link #write}. */
  static final int BYTES =
      Profile.BYTES
          + Spread.BYTES
          + Series.RING * (Integer.BYTES + Float.BYTES)
          + 2 * Long.BYTES
          + 4 * Double.BYTES;

  private static final int RING = 60;
  private static final int FIVE = 5;
  private static final int[] WINDOWS = {1, 5, 15, 60};
  private static final int LEAST_COUNT = 5;
  private static final double CLIP_SD = 4;
  private static final double LEVEL_MEMORY = 1 - 1.0 / 90;

  private final Profile profile = new Profile();
  private final Spread spread = new Spread();
  private final int[] counts = new int[RING];
  private final float[] expected = new float[RING];
  private long closed;
  private long zeros;
  private double zerosExpected;
  private double recentSeen;
  private double recentExpected;

  /** Minutes without any since the last one that had some. */
  long zeros() {
    return zeros;
  }

  long learnedMinutes() {
    return profile.minutes();
  }

  /**
   * Closes the next minute.
   *
   * @param hour of the week, in the server's own time
   * @param warm whether the profile is good enough to learn how much the series varies
   */
  void close(int hour, int count, boolean warm) {
    double rate = profile.rate(hour);
    double clipped = clip(count, rate);
    int slot = (int) (closed % RING);
    counts[slot] = count;
    expected[slot] = (float) rate;
    closed++;
    silence(count, rate);
    if (warm) {
      spreadOut();
    }
    if (count > 0 || zerosExpected < CLIP_SD) {
      profile.learn(hour, clipped); // an outage does not become what is usual
    }
  }

  private void silence(int count, double rate) {
    if (count > 0) {
      zeros = 0;
      zerosExpected = 0;
      recentSeen = recentSeen * LEVEL_MEMORY + count;
      recentExpected = recentExpected * LEVEL_MEMORY + rate;
    } else {
      zeros++;
      zerosExpected += rate * level();
    }
  }

  /** How busy it was lately against the profile, at most 1: a quiet holiday is no outage. */
  private double level() {
    return recentExpected <= 0 ? 1 : Math.min(1, recentSeen / recentExpected);
  }

  private double clip(int count, double rate) {
    double most = rate + CLIP_SD * Math.sqrt(spread.variance(Math.max(1, rate)));
    return profile.minutes() < RING ? count : Math.min(count, most);
  }

  private void spreadOut() {
    if (closed % FIVE == 0) {
      spread.fiveMinutes(clippedSum(FIVE), sumExpected(FIVE));
    }
    if (closed % RING == 0) {
      spread.hour(clippedSum(RING), sumExpected(RING));
    }
  }

  private double clippedSum(int minutes) {
    double sum = 0;
    for (int back = 0; back < minutes; back++) {
      int slot = slot(back);
      sum += clip(counts[slot], expected[slot]);
    }
    return sum;
  }

  private double sumExpected(int minutes) {
    double sum = 0;
    for (int back = 0; back < minutes; back++) {
      sum += expected[slot(back)];
    }
    return sum;
  }

  private int slot(int back) {
    return (int) Math.floorMod(closed - 1 - back, (long) RING);
  }

  /**
   * The most surprising of the windows that end now.
   *
   * @param longest no window is longer than that; what lies before is known already
   */
  Surprise upper(long longest) {
    Surprise worst = Surprise.NONE;
    for (int minutes : WINDOWS) {
      if (minutes <= longest && minutes <= closed) {
        Surprise next = window(minutes);
        worst = next.score() > worst.score() ? next : worst;
      }
    }
    return worst;
  }

  private Surprise window(int minutes) {
    long count = 0;
    for (int back = 0; back < minutes; back++) {
      count += counts[slot(back)];
    }
    double mean = sumExpected(minutes);
    double score =
        count < LEAST_COUNT ? 0 : Tail.upper((double) count, mean, spread.variance(mean));
    return new Surprise(minutes, count, mean, score, profile.minutes());
  }

  /** That there was nothing for so long, and how surprising that is. */
  Surprise silence(double score) {
    return new Surprise(
        (int) Math.min(zeros, Integer.MAX_VALUE), 0, zerosExpected, score, profile.minutes());
  }

  /** The last minute's count. */
  int last() {
    return closed == 0 ? 0 : counts[slot(0)];
  }

  /** Nobody listened: what was not seen proves nothing. */
  void forgetSilence() {
    zeros = 0;
    zerosExpected = 0;
  }

  void write(ByteBuffer out) {
    profile.write(out);
    spread.write(out);
    for (int i = 0; i < RING; i++) {
      out.putInt(counts[i]).putFloat(expected[i]);
    }
    out.putLong(closed).putLong(zeros);
    out.putDouble(zerosExpected).putDouble(recentSeen).putDouble(recentExpected).putDouble(0);
  }

  void read(ByteBuffer in) {
    profile.read(in);
    spread.read(in);
    for (int i = 0; i < RING; i++) {
      counts[i] = Math.max(0, in.getInt());
      expected[i] = in.getFloat();
    }
    closed = Math.max(0, in.getLong());
    zeros = Math.max(0, in.getLong());
    zerosExpected = in.getDouble();
    recentSeen = in.getDouble();
    recentExpected = in.getDouble();
    in.getDouble();
  }
}
