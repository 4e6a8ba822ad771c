package io.patchwatch.streams.sigma.index;

import io.patchwatch.streams.sigma.match.Folding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Finds all of many words in one pass over a text, whatever their number (Aho and Corasick 1975,
 * CACM 18:333), in folded characters. The table has a row a state and a column a character of ASCII
 * that stands in any word. All other characters share a few columns, for there may be thousands in
 * words of Chinese: a word may be found where only a similar one stands.
 */
final class AhoCorasick {

  private static final int ASCII = 128;
  private static final int SHARED = 61;

  private final short[] ascii = new short[ASCII];
  private final int others;
  private final int columns;
  private final int[] next;
  private final int[][] found;

  /** An automaton for these folded words; a word's number is its place in the list. */
  AhoCorasick(List<String> words) {
    short column = 1; // 0: a character of no word
    boolean shared = false;
    for (String word : words) {
      for (int i = 0; i < word.length(); i++) {
        char c = word.charAt(i);
        shared |= c >= ASCII;
        if (c < ASCII && ascii[c] == 0) {
          set(c, column++);
        }
      }
    }
    others = shared ? column : 0;
    columns = column + (shared ? SHARED : 0);
    List<int[]> rows = new ArrayList<>();
    List<List<Integer>> ends = new ArrayList<>();
    add(rows, ends);
    for (int word = 0; word < words.size(); word++) {
      ends.get(path(words.get(word), rows, ends)).add(word);
    }
    complete(rows, ends);
    next = rows.stream().flatMapToInt(Arrays::stream).toArray();
    found =
        ends.stream()
            .map(e -> e.isEmpty() ? null : e.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  /** The state at the end of the word. */
  private int path(String word, List<int[]> rows, List<List<Integer>> ends) {
    int state = 0;
    for (int i = 0; i < word.length(); i++) {
      int at = column(word.charAt(i));
      if (rows.get(state)[at] < 0) {
        rows.get(state)[at] = rows.size();
        add(rows, ends);
      }
      state = rows.get(state)[at];
    }
    return state;
  }

  private void add(List<int[]> rows, List<List<Integer>> ends) {
    int[] row = new int[columns];
    Arrays.fill(row, -1);
    rows.add(row);
    ends.add(new ArrayList<>(0));
  }

  /** Where no word goes on, another that ends with the same characters may. */
  private void complete(List<int[]> rows, List<List<Integer>> ends) {
    int[] fail = new int[rows.size()];
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(0));
    while (!queue.isEmpty()) {
      int state = queue.remove();
      int[] row = rows.get(state);
      for (int c = 0; c < columns; c++) {
        int fallback = state == 0 ? 0 : rows.get(fail[state])[c];
        if (row[c] < 0) {
          row[c] = fallback;
        } else {
          fail[row[c]] = fallback;
          ends.get(row[c]).addAll(ends.get(fallback));
          queue.add(row[c]);
        }
      }
    }
  }

  private void set(char c, short column) {
    ascii[c] = column;
    if (c >= 'a' && c <= 'z') {
      ascii[c - 32] = column;
    }
  }

  private int column(char c) {
    if (c < ASCII) {
      return ascii[c];
    }
    char folded = Folding.fold(c);
    if (folded < ASCII) {
      return ascii[folded]; // the sign of Kelvin
    }
    return others == 0 ? 0 : others + folded % SHARED;
  }

  /**
   * Tells the number of each word that stands somewhere in the text, perhaps more than once, and
   * perhaps of words that only look alike.
   */
  void search(String text, IntConsumer word) {
    int state = 0;
    for (int i = 0; i < text.length(); i++) {
      state = next[state * columns + column(text.charAt(i))];
      int[] words = found[state];
      if (words != null) {
        for (int each : words) {
          word.accept(each);
        }
      }
    }
  }
}
