package io.patchwatch.events.parsing;

import org.jspecify.annotations.Nullable;

/**
 * Takes one record apart in one {@link LogFormat}. Thread-safe, linear in the length of the text.
 */
interface RecordReader {

  /** The parts, or null if the text is not a record of this format. */
  @Nullable Parts read(String text);

  /** Named parts of a record. */
  interface Parts {
    /** The part's text, or null if the record has none of that name. */
    @Nullable String get(String name);
  }

  /** The reader that the specification asks for. */
  static RecordReader of(LogSpec spec) {
    return switch (spec.format()) {
      case PATTERN -> new PatternReader(spec);
      case JSON -> new JsonReader(spec);
      case LOGFMT -> new LogfmtReader(spec);
    };
  }
}
