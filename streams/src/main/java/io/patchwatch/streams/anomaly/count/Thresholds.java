package io.patchwatch.streams.anomaly.count;

/**
 * From which surprise on (−log10 of the probability by chance) something is told.
 *
 * @param warmUpMinutes so long a series is only learned, 60 to 10080
 * @param errors 3 to 100
 * @param loginFailures 3 to 100
 * @param traffic 3 to 100
 * @param silence 3 to 100
 */
public record Thresholds(
    int warmUpMinutes, double errors, double loginFailures, double traffic, double silence) {

  private static final int LEAST_WARM_UP = 60;
  private static final int MOST_WARM_UP = 7 * 24 * 60;
  private static final double LEAST = 3;
  private static final double MOST = 100;

  public Thresholds {
    if (warmUpMinutes < LEAST_WARM_UP || warmUpMinutes > MOST_WARM_UP) {
      throw new IllegalArgumentException("warm_up is " + warmUpMinutes + " min; use 1h to 7d");
    }
    check("errors", errors);
    check("login_failures", loginFailures);
    check("traffic", traffic);
    check("silence", silence);
  }

  private static void check(String name, double value) {
    if (!(value >= LEAST && value <= MOST)) {
      throw new IllegalArgumentException(name + " is " + value + "; use 3 to 100");
    }
  }

  /** Two days of learning; 6 for errors and logins, 8 for traffic and silence. */
  public static Thresholds defaults() {
    return new Thresholds(2 * 24 * 60, 6, 6, 8, 8);
  }

  double of(Measure measure) {
    return switch (measure) {
      case ERRORS -> errors;
      case LOGIN_FAILURES -> loginFailures;
      case TRAFFIC -> traffic;
    };
  }
}
