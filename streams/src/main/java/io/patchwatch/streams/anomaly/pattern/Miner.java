package io.patchwatch.streams.anomaly.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Groups messages by their pattern: the Drain algorithm (He, Zhu, Zheng and Lyu, "Drain: An Online
 * Log Parsing Approach with Fixed Depth Tree", ICWS 2017) with the correction that two masked words
 * are equal, without which it finds the same pattern again and again. Bounded: what does not fit is
 * taken for known, so that a flood of nonsense raises nothing. Not thread-safe.
 */
public final class Miner {

  private static final double SIMILAR = 0.7;
  private static final int LEADING_WORDS = 2;
  private static final int MOST_IN_LEAF = 64;
  private static final int MOST_PATTERNS = 4000;

  private final Map<String, List<Pattern>> leaves = new HashMap<>();
  private int patterns;

  /** One pattern. Its words become more general as messages join it; it stays the same object. */
  private static final class Pattern {
    private final String[] words;

    Pattern(List<String> words) {
      this.words = words.toArray(String[]::new);
    }

    double similarity(List<String> other) {
      int equal = 0;
      for (int i = 0; i < words.length; i++) {
        String own = words[i];
        String its = other.get(i);
        boolean bothMasked = Masker.isMasked(own) && Masker.isMasked(its);
        equal += own.equals(its) || bothMasked ? 1 : 0;
      }
      return words.length == 0 ? 1 : (double) equal / words.length;
    }

    /** Makes it as general as the other asks. */
    void join(List<String> other) {
      for (int i = 0; i < words.length; i++) {
        if (!words[i].equals(other.get(i)) && !words[i].equals(Masker.MASK)) {
          words[i] = Masker.MASK;
        }
      }
    }
  }

  /** How many patterns are known. */
  public int size() {
    return patterns;
  }

  /** The message's pattern if it was not known before; it is known from now on. */
  public Optional<String> news(String message) {
    List<String> words = Masker.words(message);
    return words.isEmpty() ? Optional.empty() : place(words);
  }

  /** Learns a pattern that {@link #patterns} gave. */
  public void know(String pattern) {
    List<String> words = List.of(pattern.split(" ", -1));
    var unused = place(words);
  }

  private Optional<String> place(List<String> words) {
    List<Pattern> leaf = leaves.computeIfAbsent(key(words), k -> new ArrayList<>(1));
    Pattern nearest = nearest(leaf, words);
    if (nearest != null) {
      nearest.join(words);
      return Optional.empty();
    }
    if (leaf.size() >= MOST_IN_LEAF || patterns >= MOST_PATTERNS) {
      return Optional.empty();
    }
    leaf.add(new Pattern(words));
    patterns++;
    return Optional.of(String.join(" ", words));
  }

  private static @Nullable Pattern nearest(List<Pattern> leaf, List<String> words) {
    Pattern best = null;
    double most = 0;
    for (Pattern pattern : leaf) {
      double next = pattern.similarity(words);
      if (next >= SIMILAR && next > most) {
        best = pattern;
        most = next;
      }
    }
    return best;
  }

  /** Length and leading words lead to a leaf; leading words that vary do not tell leaves apart. */
  private static String key(List<String> words) {
    StringBuilder key = new StringBuilder().append(words.size());
    for (int i = 0; i < Math.min(LEADING_WORDS, words.size()); i++) {
      key.append(' ').append(Masker.isMasked(words.get(i)) ? Masker.MASK : words.get(i));
    }
    return key.toString();
  }

  /** All that is known, one line each, for {@link #know}. */
  public List<String> patterns() {
    return leaves.values().stream()
        .flatMap(List::stream)
        .map(pattern -> String.join(" ", pattern.words))
        .sorted()
        .toList();
  }
}
