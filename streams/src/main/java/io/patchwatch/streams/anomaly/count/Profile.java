package io.patchwatch.streams.anomaly.count;

import java.nio.ByteBuffer;

/**
 * How many a minute are usual at an hour of the week. The hour of the day is known after a day; the
 * hour of the week is weighted in by how often it was seen. Means forget slowly, so that a server
 * that grows is followed.
 */
final class Profile {

  static final int HOURS_OF_WEEK = 168;

  /** Bytes of {@link #write}. */
  static final int BYTES = 2 * Float.BYTES * (1 + 24 + HOURS_OF_WEEK);

  private static final int HOURS = 24;
  private static final float DAY_WEIGHT = 60;
  private static final float WEEK_WEIGHT = 120;
  private static final float MOST_ALL = 7 * 24 * 60;
  private static final float MOST_DAY = 28 * 60;
  private static final float MOST_WEEK = 8 * 60;

  private final Cells all = new Cells(1, MOST_ALL);
  private final Cells day = new Cells(HOURS, MOST_DAY);
  private final Cells week = new Cells(HOURS_OF_WEEK, MOST_WEEK);

  /** Expected in one minute of that hour of the week (0: Monday 00:00 to 00:59). */
  double rate(int hour) {
    double overall = all.mean(0);
    double ofDay = day.towards(hour % HOURS, overall, DAY_WEIGHT);
    return week.towards(hour, ofDay, WEEK_WEIGHT);
  }

  void learn(int hour, double count) {
    all.add(0, count);
    day.add(hour % HOURS, count);
    week.add(hour, count);
  }

  /** Minutes that were learned, at most a week's. */
  long minutes() {
    return (long) all.seen(0);
  }

  void write(ByteBuffer out) {
    all.write(out);
    day.write(out);
    week.write(out);
  }

  void read(ByteBuffer in) {
    all.read(in);
    day.read(in);
    week.read(in);
  }

  /** Means with how often they were seen. */
  private static final class Cells {
    private final float[] means;
    private final float[] seen;
    private final float most;

    Cells(int size, float most) {
      means = new float[size];
      seen = new float[size];
      this.most = most;
    }

    void add(int cell, double count) {
      seen[cell] = Math.min(most, seen[cell] + 1);
      means[cell] += (float) ((count - means[cell]) / seen[cell]);
    }

    double mean(int cell) {
      return means[cell];
    }

    double seen(int cell) {
      return seen[cell];
    }

    /** The mean, drawn to another one that is worth so many minutes. */
    double towards(int cell, double other, double weight) {
      return (means[cell] * seen[cell] + other * weight) / (seen[cell] + weight);
    }

    void write(ByteBuffer out) {
      for (int i = 0; i < means.length; i++) {
        out.putFloat(means[i]).putFloat(seen[i]);
      }
    }

    void read(ByteBuffer in) {
      for (int i = 0; i < means.length; i++) {
        means[i] = finite(in.getFloat());
        seen[i] = finite(in.getFloat());
      }
    }

    private static float finite(float value) {
      return Float.isFinite(value) && value >= 0 ? value : 0;
    }
  }
}
