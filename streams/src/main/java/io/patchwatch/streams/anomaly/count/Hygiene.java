package io.patchwatch.streams.anomaly.count;

import java.nio.ByteBuffer;

/**
 * When a surprise is worth telling: seen in two minutes that lie apart, or together with another
 * count of the server, or far beyond doubt; once an hour unless it becomes much worse; closed after
 * a quiet quarter of an hour; and what belongs to a closed one is not told again.
 */
final class Hygiene {

  /** Bytes of {@link #write}. */
  static final int BYTES = 4 * Long.BYTES + 2 * Double.BYTES + 1;

  private static final long NEVER = Long.MIN_VALUE / 2;
  private static final long HOUR = 60;
  private static final long QUIET = 15;
  private static final long APART = 5;
  private static final double BEYOND_DOUBT = 2;
  private static final double MUCH_WORSE = 1.5;

  private long firstHot = NEVER;
  private long lastHot = NEVER;
  private long closedAt = NEVER;
  private long toldAt = NEVER;
  private double toldScore;
  private double high;
  private boolean open;

  boolean open() {
    return open;
  }

  /** Whether it was surprising within the last quarter of an hour. */
  boolean hot(long minute) {
    return minute - lastHot < QUIET;
  }

  /** The longest window that holds nothing of a closed one; of an open one, what is new. */
  long longestWindow(long minute) {
    return open ? APART : Math.min(HOUR, minute - closedAt);
  }

  /** What becomes of a minute with this surprise. */
  Step take(long minute, double score, double threshold, boolean company) {
    if (score < threshold) {
      return cool(minute);
    }
    firstHot = hot(minute) ? firstHot : minute;
    lastHot = minute;
    boolean sure = company || minute - firstHot >= APART || score >= BEYOND_DOUBT * threshold;
    return open ? worse(minute, score) : sure ? tell(minute, score) : Step.NOTHING;
  }

  private Step worse(long minute, double score) {
    if (score < MUCH_WORSE * high) {
      return Step.NOTHING;
    }
    high = score;
    toldAt = minute;
    toldScore = score;
    return Step.WORSE;
  }

  private Step tell(long minute, double score) {
    if (minute - toldAt < HOUR && score < MUCH_WORSE * toldScore) {
      return Step.NOTHING;
    }
    open = true;
    high = score;
    toldAt = minute;
    toldScore = score;
    return Step.RAISED;
  }

  private Step cool(long minute) {
    if (!open || hot(minute)) {
      return Step.NOTHING;
    }
    open = false;
    closedAt = lastHot;
    return Step.CLEARED;
  }

  /** What to say now. */
  enum Step {
    NOTHING,
    RAISED,
    WORSE,
    CLEARED
  }

  void write(ByteBuffer out) {
    out.putLong(firstHot).putLong(lastHot).putLong(closedAt).putLong(toldAt);
    out.putDouble(toldScore).putDouble(high).put((byte) (open ? 1 : 0));
  }

  void read(ByteBuffer in) {
    firstHot = in.getLong();
    lastHot = in.getLong();
    closedAt = in.getLong();
    toldAt = in.getLong();
    toldScore = in.getDouble();
    high = in.getDouble();
    open = in.get() == 1;
  }
}
