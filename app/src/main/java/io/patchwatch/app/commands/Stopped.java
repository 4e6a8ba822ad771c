package io.patchwatch.app.commands;

/** A command cannot go on; the message says what to do, and no stack trace is shown. */
public final class Stopped extends Exception {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * A command ends.
   *
   * @param exitCode 1 to 125
   */
  public Stopped(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
