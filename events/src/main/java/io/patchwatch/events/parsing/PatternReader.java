package io.patchwatch.events.parsing;

import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;

/**
 * Reads text whose beginning matches a pattern. Where the pattern has no group for the message,
 * what follows the match is the message: so the expression runs over the head only, however long
 * the rest.
 */
final class PatternReader implements RecordReader {

  private final Pattern pattern;
  private final String messageGroup;
  private final boolean messageFollows;

  PatternReader(LogSpec spec) {
    this.pattern = SpecCheck.compile(SpecCheck.text(spec.pattern(), "pattern"), "pattern");
    this.messageGroup = spec.message();
    this.messageFollows = !pattern.namedGroups().containsKey(messageGroup);
  }

  @Override
  public @Nullable Parts read(String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.lookingAt() ? name -> part(matcher, text, name) : null;
  }

  /** What follows the prefix, where the text has it. */
  static String after(@Nullable Pattern prefix, String text) {
    if (prefix == null) {
      return text;
    }
    Matcher matcher = prefix.matcher(text);
    return matcher.lookingAt() ? text.substring(matcher.end()) : text;
  }

  private @Nullable String part(Matcher matcher, String text, String name) {
    if (messageFollows && name.equals(messageGroup)) {
      return text.substring(matcher.end());
    }
    return pattern.namedGroups().containsKey(name) ? matcher.group(name) : null;
  }
}
