package io.patchwatch.streams.privacy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Puts other words for some, wherever they stand as whole words: the longest first, each place of
 * the text once. Takes time linear in the text for each word (Knuth, Morris and Pratt 1977).
 */
final class Mentions {

  private final List<Mention> mentions;

  /**
   * Words and what to write instead.
   *
   * @param words none is empty
   */
  Mentions(Map<String, String> words) {
    mentions =
        words.entrySet().stream()
            .map(word -> new Mention(word.getKey(), word.getValue()))
            .sorted(Comparator.comparingInt(mention -> -mention.word.length()))
            .toList();
  }

  private static final class Mention {
    private final String word;
    private final String instead;
    private final int[] borders;

    Mention(String word, String instead) {
      this.word = word;
      this.instead = instead;
      this.borders = borders(word);
    }
  }

  private record Place(int from, Mention mention) {
    int to() {
      return from + mention.word.length();
    }
  }

  /** The text with the other words; the same object when none of these is in it. */
  String replacedIn(String text) {
    List<Place> places = new ArrayList<>();
    BitSet taken = new BitSet();
    for (Mention mention : mentions) {
      find(text, mention, taken, places);
    }
    if (places.isEmpty()) {
      return text;
    }
    places.sort(Comparator.comparingInt(Place::from));
    StringBuilder out = new StringBuilder(text.length() + 32);
    int copied = 0;
    for (Place place : places) {
      out.append(text, copied, place.from()).append(place.mention().instead);
      copied = place.to();
    }
    return out.append(text, copied, text.length()).toString();
  }

  private static void find(String text, Mention mention, BitSet taken, List<Place> places) {
    String word = mention.word;
    int matched = 0;
    for (int i = 0; i < text.length(); i++) {
      matched = next(mention, matched, text.charAt(i));
      if (matched == word.length()) {
        Place place = new Place(i + 1 - word.length(), mention);
        int busy = taken.nextSetBit(place.from());
        if (isWhole(text, place.from(), place.to()) && (busy < 0 || busy >= place.to())) {
          taken.set(place.from(), place.to());
          places.add(place);
        }
      }
    }
  }

  private static int next(Mention mention, int before, char c) {
    String word = mention.word;
    int matched = before == word.length() ? mention.borders[before - 1] : before;
    while (matched > 0 && word.charAt(matched) != c) {
      matched = mention.borders[matched - 1];
    }
    return word.charAt(matched) == c ? matched + 1 : matched;
  }

  /** For each beginning of the word, how long the longest is that both begins and ends it. */
  private static int[] borders(String word) {
    int[] borders = new int[word.length()];
    int length = 0;
    for (int i = 1; i < word.length(); i++) {
      while (length > 0 && word.charAt(i) != word.charAt(length)) {
        length = borders[length - 1];
      }
      length += word.charAt(i) == word.charAt(length) ? 1 : 0;
      borders[i] = length;
    }
    return borders;
  }

  private static boolean isWhole(String text, int from, int to) {
    return !joined(text, from) && !joined(text, to);
  }

  /** Whether a word goes on across this place. Ideographs need no space between words. */
  private static boolean joined(String text, int at) {
    return at > 0
        && at < text.length()
        && isWordPart(text.charAt(at - 1))
        && isWordPart(text.charAt(at));
  }

  private static boolean isWordPart(char c) {
    return c == '_' || (Character.isLetterOrDigit(c) && !Character.isIdeographic(c));
  }
}
