package io.patchwatch.streams.sigma;

import org.jspecify.annotations.Nullable;

/** An event as rules see it: by the dotted names of the Elastic Common Schema. */
@FunctionalInterface
public interface Fields {

  /** Text, a number or a boolean; null when the event has no such field. */
  @Nullable Object value(String field);
}
