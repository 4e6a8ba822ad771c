package io.patchwatch.streams.sigma.read;

/** A rule that cannot be used; the message says what to do. */
public final class Bad extends Exception {

  private static final long serialVersionUID = 1;

  private final String place;

  public Bad(String place, String reason) {
    super(reason, null, false, false);
    this.place = place;
  }

  /** Where in the rule, for example {@code detection.selection.user.name|re}; empty: all of it. */
  public String place() {
    return place;
  }

  /** The reason. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
