package io.patchwatch.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.safere.Matcher;
import org.safere.Pattern;

/** One run of another program over a file of lines. */
final class PeerTool {

  /** What the shell's {@code times} says of its children is on the last line. */
  private static final String SCRIPT = "LC_ALL=C \"$@\" 2>&1; times";

  private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s \\d+m[\\d.]+s\\s*$");

  private static final Pattern MATCHED =
      Pattern.compile("(?:ignored, (\\d+) matched|\"Value\": (\\d+))");

  private PeerTool() {}

  /** Adds its figures, or that it is not installed. */
  static void run(String tool, int lines, List<Figure> figures, List<String> arguments)
      throws IOException, InterruptedException {
    if (!installed(tool)) {
      System.err.println("NOT INSTALLED, so not compared: " + tool + " (.ci/install)");
      figures.add(new Figure(tool, "NOT INSTALLED"));
      return;
    }
    List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh", tool));
    command.addAll(arguments);
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    Matcher times = TIMES.matcher(said);
    Matcher matched = MATCHED.matcher(said);
    if (code != 0 || !times.find() || !matched.find()) {
      throw new IOException(tool + " ended with " + code + ": " + said);
    }
    String count = matched.group(1) == null ? matched.group(2) : matched.group(1);
    double user = 60 * Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(2));
    figures.add(Figure.count(tool + ": failed logins with an address", Long.parseLong(count)));
    figures.add(Figure.perSecond(tool + ": lines, start included", lines / seconds));
    figures.add(
        new Figure(tool + ": user processor time", String.format(Locale.ROOT, "%.1f s", user)));
  }

  private static boolean installed(String tool) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", "command -v \"$1\" >/dev/null", "sh", tool).start();
    return process.waitFor() == 0;
  }
}
