package io.patchwatch.streams.verdict;

/** What one record says of one span of versions. */
sealed interface Ruling {

  /** It lies in an affected range. */
  record Hit() implements Ruling {}

  /** It lies in none; {@code bound} is the version that shows it. */
  record Clear(Because because, String bound) implements Ruling {

    enum Because {
      LISTED("listed as not affected"),
      FIXED("fixed in "),
      PAST_LAST("newer than the last affected version, "),
      BEFORE_FIRST("older than the first affected version, "),
      NOT_NAMED("not among the affected versions");

      private final String text;

      Because(String text) {
        this.text = text;
      }
    }

    String text() {
      return because.text + bound;
    }
  }

  /** It cannot be told. */
  record Unsure(Answer.Doubt.Reason reason, String why) implements Ruling {}
}
