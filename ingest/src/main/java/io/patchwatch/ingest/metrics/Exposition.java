package io.patchwatch.ingest.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads single series of Prometheus' text format 0.0.4 (and OpenMetrics' where they are alike). A
 * line that is not well-formed is left out, as if it were not there; the caller bounds the size.
 */
final class Exposition {

  private Exposition() {}

  /** The labels of each series of the metric. */
  static Stream<Map<String, String>> series(String page, String metric) {
    return page.lines()
        .filter(line -> line.startsWith(metric + "{"))
        .map(line -> new Labels(line, metric.length() + 1).read())
        .flatMap(Optional::stream);
  }

  /** The labels of one line; reads each character once. */
  private static final class Labels {
    private final String line;
    private int at;

    Labels(String line, int from) {
      this.line = line;
      this.at = from;
    }

    Optional<Map<String, String>> read() {
      Map<String, String> labels = new HashMap<>();
      while (at < line.length() && line.charAt(at) != '}') {
        int equals = line.indexOf("=\"", at);
        if (equals < 0) {
          return Optional.empty();
        }
        String name = line.substring(at, equals).strip();
        at = equals + 2;
        StringBuilder value = new StringBuilder();
        if (!readValue(value)) {
          return Optional.empty();
        }
        labels.put(name, value.toString());
        skip(' ');
        skip(',');
        skip(' ');
      }
      return at < line.length() ? Optional.of(labels) : Optional.empty();
    }

    private boolean readValue(StringBuilder value) {
      while (at < line.length()) {
        char next = line.charAt(at++);
        if (next == '"') {
          return true;
        }
        value.append(next == '\\' && at < line.length() ? unescaped(line.charAt(at++)) : next);
      }
      return false;
    }

    private static char unescaped(char escaped) {
      return escaped == 'n' ? '\n' : escaped;
    }

    private void skip(char what) {
      while (at < line.length() && line.charAt(at) == what) {
        at++;
      }
    }
  }
}
