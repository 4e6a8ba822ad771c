package io.patchwatch.app;

/** Colours where the terminal allows them: a terminal is there and NO_COLOR is not set. */
public record Ink(boolean coloured) {

  /**
   * For standard output, by https://no-color.org and whether a person is looking: the launcher
   * knows, Java 21 does not.
   */
  public static Ink forTerminal() {
    boolean wanted = System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    boolean forced = System.getenv("FORCE_COLOR") != null;
    return new Ink(forced || (wanted && Boolean.getBoolean("patchwatch.terminal")));
  }

  public String bold(String text) {
    return paint("1", text);
  }

  public String dim(String text) {
    return paint("2", text);
  }

  public String red(String text) {
    return paint("1;31", text);
  }

  public String green(String text) {
    return paint("1;32", text);
  }

  public String yellow(String text) {
    return paint("1;33", text);
  }

  public String blue(String text) {
    return paint("1;36", text);
  }

  private String paint(String code, String text) {
    return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
