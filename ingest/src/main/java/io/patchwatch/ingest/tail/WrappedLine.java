package io.patchwatch.ingest.tail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line, or a piece of one, without what the container runtime puts around it.
 *
 * @param stream {@code stdout} or {@code stderr}; empty where there is only one
 * @param text without a line end
 * @param whole whether the program's line ends here
 */
record WrappedLine(String stream, String text, boolean whole) {

  private static final Set<String> STREAMS = Set.of("stdout", "stderr");
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int PARTS = 3;

  /** How a format is read. */
  interface Reader {

    /** The piece, or null if the line is not of the format. */
    @Nullable WrappedLine read(String line);

    /** Whether there is anything around the lines. */
    default boolean wraps() {
      return true;
    }
  }

  /** The reader of a format. */
  static Reader reader(TailSettings.Format format) {
    return switch (format) {
      case PLAIN -> new Plain();
      case DOCKER_JSON -> WrappedLine::docker;
      case CRI -> WrappedLine::cri;
    };
  }

  private static final class Plain implements Reader {
    @Override
    public WrappedLine read(String line) {
      return new WrappedLine("", line, true);
    }

    @Override
    public boolean wraps() {
      return false;
    }
  }

  /**
   * Docker's driver {@code json-file}: {@code {"log":"…\n","stream":"stdout","time":"…"}}. A line
   * of more than 16 KiB stands in several objects, of which only the last has the line feed.
   */
  private static @Nullable WrappedLine docker(String line) {
    try {
      JsonNode object = JSON.readTree(line);
      if (object == null || !object.path("log").isTextual()) {
        return null;
      }
      String stream = object.path("stream").asText("stdout");
      String log = object.path("log").textValue();
      return STREAMS.contains(stream) ? new WrappedLine(stream, chomped(log), ends(log)) : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static boolean ends(String log) {
    return log.endsWith("\n");
  }

  private static String chomped(String log) {
    int end = ends(log) ? log.length() - 1 : log.length();
    return log.substring(0, ends(log) && end > 0 && log.charAt(end - 1) == '\r' ? end - 1 : end);
  }

  /**
   * The Container Runtime Interface of Kubernetes: {@code 2016-10-06T00:17:09.669794202Z stdout P
   * text}, P for a part and F for a whole line or the last part.
   */
  private static @Nullable WrappedLine cri(String line) {
    int[] spaces = new int[PARTS];
    int from = 0;
    for (int i = 0; i < PARTS; i++) {
      int space = line.indexOf(' ', from);
      if (space < 0 && i < PARTS - 1) {
        return null;
      }
      spaces[i] = space < 0 ? line.length() : space;
      from = spaces[i] + 1;
    }
    String stream = line.substring(spaces[0] + 1, spaces[1]);
    String tags = line.substring(spaces[1] + 1, spaces[2]);
    String tag = tags.indexOf(':') < 0 ? tags : tags.substring(0, tags.indexOf(':'));
    boolean right =
        isTime(line.substring(0, spaces[0]))
            && STREAMS.contains(stream)
            && (tag.equals("F") || tag.equals("P"));
    String text = line.substring(Math.min(line.length(), spaces[2] + 1));
    return right ? new WrappedLine(stream, text, tag.equals("F")) : null;
  }

  private static boolean isTime(String text) {
    return text.length() >= "2016-10-06T00:17:09Z".length()
        && text.charAt(0) >= '0'
        && text.charAt(0) <= '9'
        && text.charAt("2016-10-06".length()) == 'T';
  }
}
