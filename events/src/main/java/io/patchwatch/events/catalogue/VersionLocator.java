package io.patchwatch.events.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/**
 * Where in an answer the version stands. Exactly one of {@code header}, {@code json} and {@code
 * body} is given.
 *
 * @param header name of a response header
 * @param json JSON pointer into the body
 * @param body true: the whole body; then a pattern is needed
 * @param patterns tried in order; the first that is found gives its group {@code version}. None:
 *     the whole value is the version
 */
public record VersionLocator(
    @Nullable String header, @Nullable String json, boolean body, List<Pattern> patterns) {

  /** The group of a pattern that holds the version. */
  public static final String GROUP = "version";

  public VersionLocator {
    Place.of(header, json, body);
    patterns = Check.list(patterns);
    if (body && patterns.isEmpty()) {
      throw new IllegalArgumentException("patterns is missing; a body needs one");
    }
    needGroup(patterns);
  }

  static void needGroup(List<Pattern> patterns) {
    for (Pattern pattern : patterns) {
      if (!pattern.namedGroups().containsKey(GROUP)) {
        throw new IllegalArgumentException(
            "patterns: '" + pattern + "' has no group (?P<version>…); put one around the version");
      }
    }
  }

  public Place place() {
    return Place.of(header, json, body);
  }
}
