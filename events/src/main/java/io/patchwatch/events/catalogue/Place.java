package io.patchwatch.events.catalogue;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A place in an HTTP answer. */
public sealed interface Place {

  /**
   * The first value of a header.
   *
   * @param name in lower case
   */
  record Header(String name) implements Place {
    @Override
    public String toString() {
      return "header " + name;
    }
  }

  /** A value in a JSON body. */
  record Json(JsonPointer pointer) implements Place {
    @Override
    public String toString() {
      return "JSON " + pointer;
    }
  }

  /** The whole body as text. */
  record Body() implements Place {
    @Override
    public String toString() {
      return "body";
    }
  }

  /** The one place that is given. */
  static Place of(@Nullable String header, @Nullable String json, boolean body) {
    int given = (header == null ? 0 : 1) + (json == null ? 0 : 1) + (body ? 1 : 0);
    if (given != 1) {
      throw new IllegalArgumentException(
          "give exactly one of header, json and body: true, but " + given + " are given");
    }
    if (header != null) {
      return new Header(header.toLowerCase(Locale.ROOT));
    }
    return json == null ? new Body() : new Json(pointer(json));
  }

  private static JsonPointer pointer(String json) {
    try {
      return JsonPointer.compile(json);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "json: '" + json + "' is not a JSON pointer; write for example /server/version");
    }
  }
}
