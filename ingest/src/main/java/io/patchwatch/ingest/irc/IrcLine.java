package io.patchwatch.ingest.irc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One message of RFC 2812.
 *
 * @param command in upper case, or the three digits of an answer
 * @param parameters the last one may hold blanks
 */
record IrcLine(String command, List<String> parameters) {

  /** Reads a line without its line end; never throws. */
  static IrcLine of(String line) {
    String rest = line;
    while (rest.startsWith("@") || rest.startsWith(":")) { // tags, prefix
      rest = afterWord(rest);
    }
    int text = rest.indexOf(" :");
    String head = text < 0 ? rest : rest.substring(0, text);
    List<String> words = new ArrayList<>();
    for (String word : head.split(" ", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    String command = words.isEmpty() ? "" : words.removeFirst().toUpperCase(Locale.ROOT);
    if (text >= 0) {
      words.add(rest.substring(text + 2));
    }
    return new IrcLine(command, List.copyOf(words));
  }

  private static String afterWord(String line) {
    int blank = line.indexOf(' ');
    return blank < 0 ? "" : line.substring(blank).stripLeading();
  }

  /** A parameter, or an empty text where there is none. */
  String parameter(int index) {
    return index < parameters.size() ? parameters.get(index) : "";
  }

  /** What it says to a person. */
  String text() {
    return parameters.isEmpty() ? "" : parameters.getLast();
  }
}
