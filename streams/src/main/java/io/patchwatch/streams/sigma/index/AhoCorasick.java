package io.patchwatch.streams.sigma.index;

import io.patchwatch.streams.sigma.match.Folding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Finds all of many words in one pass over a text, whatever their number (Aho and Corasick 1975,
 * CACM 18:333), in folded characters. The table has a row a state and a column a character that
 * stands in any word.
 */
final class AhoCorasick {

  private static final int ASCII = 128;

  private final short[] ascii = new short[ASCII];
  private final Map<Character, Short> others = new HashMap<>();
  private final int columns;
  private final int[] next;
  private final int[][] found;

  /** An automaton for these folded words; a word's number is its place in the list. */
  AhoCorasick(List<String> words) {
    short column = 1; // 0: a character of no word
    for (String word : words) {
      for (int i = 0; i < word.length(); i++) {
        if (column(word.charAt(i)) == 0) {
          set(word.charAt(i), column++);
        }
      }
    }
    columns = column;
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
    if (c < ASCII) {
      ascii[c] = column;
      if (c >= 'a' && c <= 'z') {
        ascii[c - 32] = column;
      }
    } else {
      others.put(c, column);
    }
  }

  private int column(char c) {
    if (c < ASCII) {
      return ascii[c];
    }
    return others.isEmpty() ? 0 : others.getOrDefault(Folding.fold(c), (short) 0);
  }

  /** Tells the number of each word that stands somewhere in the text, perhaps more than once. */
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
