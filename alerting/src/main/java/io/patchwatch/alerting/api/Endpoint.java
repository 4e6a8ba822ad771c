package io.patchwatch.alerting.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to call the API.
 *
 * @param path below {@code /api/v1}; a segment in braces takes any value
 */
record Endpoint(String method, String path, Role role, Action action) {

  /** What it does. */
  @FunctionalInterface
  interface Action {
    Answer answer(Request request) throws Problem;
  }

  /** The values of the segments in braces; null: this is another path. */
  @Nullable List<String> match(List<String> segments) {
    List<String> pattern = List.of(path.substring(1).split("/", -1));
    if (pattern.size() != segments.size()) {
      return null;
    }
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < pattern.size(); i++) {
      if (pattern.get(i).startsWith("{")) {
        ids.add(segments.get(i));
      } else if (!pattern.get(i).equals(segments.get(i))) {
        return null;
      }
    }
    return ids;
  }
}
