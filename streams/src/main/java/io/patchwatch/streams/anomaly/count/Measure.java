package io.patchwatch.streams.anomaly.count;

import java.util.Locale;

/** What is counted of a server's log, minute by minute. */
public enum Measure {
  /** Records of level error or critical. */
  ERRORS(0),
  /** Logins that failed. */
  LOGIN_FAILURES(20),
  /** All records. */
  TRAFFIC(0);

  private final int floor;

  Measure(int floor) {
    this.floor = floor;
  }

  /** So many in one minute are told while it is still learned what is usual; 0: nothing is. */
  int floor() {
    return floor;
  }

  /** For labels and messages: {@code errors}, {@code login-failures}, {@code traffic}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
