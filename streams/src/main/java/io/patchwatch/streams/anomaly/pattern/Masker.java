package io.patchwatch.streams.anomaly.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a message into words and masks what varies: inside a word with a digit, each longest run
 * of letters, digits and {@code . _ : / @ -} that holds a digit becomes {@link #MASK}; punctuation
 * and {@code key=} stay. One pass, no regular expression.
 */
final class Masker {

  static final String MASK = "<*>";

  private static final int MOST_WORDS = 64;
  private static final int MOST_CHARACTERS = 1024;
  private static final int LONGEST_WORD = 64;

  private Masker() {}

  /** The words of the first line, at most 64 of its first 1024 characters. */
  static List<String> words(String message) {
    int end = Math.min(message.length(), MOST_CHARACTERS);
    int line = message.indexOf('\n');
    end = line >= 0 ? Math.min(end, line) : end;
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= end && words.size() < MOST_WORDS; i++) {
      boolean space = i == end || Character.isWhitespace(message.charAt(i));
      if (!space && start < 0) {
        start = i;
      } else if (space && start >= 0) {
        words.add(mask(message.substring(start, i)));
        start = -1;
      }
    }
    return words;
  }

  static String mask(String word) {
    if (!hasDigit(word, 0, word.length())) {
      return word.length() > LONGEST_WORD ? MASK : word;
    }
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < word.length()) {
      int run = runEnd(word, i);
      if (run > i && hasDigit(word, i, run)) {
        out.append(MASK);
      } else {
        run = Math.max(run, i + 1);
        out.append(word, i, run);
      }
      i = run;
    }
    return out.length() > LONGEST_WORD ? MASK : out.toString();
  }

  private static int runEnd(String word, int from) {
    int i = from;
    while (i < word.length() && inRun(word.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean inRun(char c) {
    return Character.isLetterOrDigit(c) || "._:/@-".indexOf(c) >= 0;
  }

  private static boolean hasDigit(String word, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.isDigit(word.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  static boolean isMasked(String word) {
    return word.contains(MASK);
  }
}
