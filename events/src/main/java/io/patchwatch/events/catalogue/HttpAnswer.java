package io.patchwatch.events.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered.
 *
 * @param headers names in lower case
 * @param body as text; the caller bounds its size
 */
public record HttpAnswer(int status, Map<String, List<String>> headers, String body) {

  public HttpAnswer {
    Map<String, List<String>> lower = new TreeMap<>();
    headers.forEach(
        (name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    headers = lower;
  }

  /** The first value of a header. */
  public @Nullable String header(String lowerCaseName) {
    List<String> values = headers.getOrDefault(lowerCaseName, List.of());
    return values.isEmpty() ? null : values.getFirst();
  }
}
