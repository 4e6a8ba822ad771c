package io.patchwatch.ingest.inventory.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of one package a line. Lines of os-release ({@code ID=}, {@code VERSION_ID=}) and comments
 * {@code # host:}, {@code # distribution:} and {@code # time:} tell about the machine, wherever
 * they stand.
 */
public final class Listing {

  /** Most lines that are read. */
  public static final int MAX_LINES = 2_000_000;

  private static final int SAMPLE = 50;

  private final List<String> lines;
  private @Nullable String host;
  private @Nullable String id;
  private @Nullable String release;
  private @Nullable String distribution;
  private @Nullable Instant time;

  private Listing(List<String> lines) {
    this.lines = lines;
    lines.forEach(this::learn);
  }

  /**
   * Splits a whole document.
   *
   * @throws UnreadableDocument if it ends within a line or has too many
   */
  public static Listing of(Document document) throws UnreadableDocument {
    String text = document.text();
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      throw new UnreadableDocument(
          "is cut off: the last line does not end; write it again (lists end with a line break)");
    }
    List<String> lines = text.lines().limit(MAX_LINES + 1L).toList();
    if (lines.size() > MAX_LINES) {
      throw new UnreadableDocument("has more than " + MAX_LINES + " lines; split it");
    }
    return new Listing(lines);
  }

  /** Lines of the list near the beginning of a document, for recognising it. */
  public static List<String> sample(String head) {
    List<String> lines = head.lines().limit(SAMPLE * 2L).toList();
    boolean whole = head.endsWith("\n");
    return lines.stream()
        .limit(whole || lines.size() < 2 ? lines.size() : lines.size() - 1L)
        .filter(line -> !line.isBlank() && !isAbout(line))
        .limit(SAMPLE)
        .toList();
  }

  /** All lines, those about the machine too. */
  public List<String> lines() {
    return lines;
  }

  /** Whether a line is about the machine and no package. */
  public static boolean isAbout(String line) {
    return line.startsWith("#") || osRelease(line);
  }

  private static boolean osRelease(String line) {
    int equals = line.indexOf('=');
    return equals > 0
        && line.chars().limit(equals).allMatch(c -> c == '_' || (c >= 'A' && c <= 'Z'));
  }

  /** The machine that the list is about. */
  public Machine machine() {
    String named = distribution == null ? Distribution.of(id, release) : distribution;
    return Machine.named(host).running(named).seenAt(time);
  }

  private void learn(String line) {
    if (line.startsWith("#")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        comment(line.substring(1, colon).strip(), line.substring(colon + 1).strip());
      }
    } else if (osRelease(line)) {
      String value = unquoted(line.substring(line.indexOf('=') + 1).strip());
      switch (line.substring(0, line.indexOf('='))) {
        case "ID" -> id = value;
        case "VERSION_ID" -> release = value;
        default -> {}
      }
    }
  }

  private void comment(String key, String value) {
    switch (key) {
      case "host" -> host = value;
      case "distribution" -> {
        int colon = value.indexOf(':');
        distribution =
            colon < 0
                ? null
                : Distribution.of(value.substring(0, colon), value.substring(colon + 1));
      }
      case "time" -> time = instant(value);
      default -> {}
    }
  }

  private static @Nullable Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && "\"'".indexOf(value.charAt(0)) >= 0;
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
