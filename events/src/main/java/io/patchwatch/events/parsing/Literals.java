package io.patchwatch.events.parsing;

import java.util.List;

/**
 * The plain text that every match of a pattern has. Most lines are refused by looking for it, which
 * costs a hundredth of the pattern. Reads a pattern only as far as it is sure; what it does not
 * understand it leaves out.
 *
 * @param prefix what every match begins with, maybe nothing
 * @param longest the longest plain text that every match contains, maybe nothing
 */
record Literals(String prefix, String longest) {

  private static final String META = "\\^$.|?*+()[]{}";
  private static final String LONG_ESCAPES = "xpPCQcuNk01234567";
  private static final List<String> PLAIN_GROUPS = List.of("(?:", "(?P<", "(?<", "(?s:", "(?s)");

  /** Whether a match of the pattern could begin where {@code text} begins. */
  boolean allow(String text) {
    return text.startsWith(prefix)
        && (longest.length() <= prefix.length() || text.contains(longest));
  }

  static Literals of(String pattern) {
    return new Scan(pattern).literals();
  }

  /** One walk over a pattern; what is in parentheses or in a class says nothing for sure. */
  private static final class Scan {

    private final String pattern;
    private final StringBuilder run = new StringBuilder();
    private boolean first = true;
    private String prefix = "";
    private String longest = "";
    private int i;

    Scan(String pattern) {
      this.pattern = pattern;
    }

    Literals literals() {
      if (!understood()) {
        return new Literals("", "");
      }
      i = pattern.startsWith("(?s)") ? "(?s)".length() : 0;
      i += pattern.startsWith("^", i) ? 1 : 0;
      while (i < pattern.length()) {
        if (!step()) {
          return new Literals("", ""); // a bar outside of all parentheses
        }
      }
      endRun();
      return new Literals(prefix, longest);
    }

    /** No flag that changes what a letter means, no long escape, no class within a class. */
    private boolean understood() {
      for (int at = 0; at + 1 < pattern.length(); at++) {
        char next = pattern.charAt(at + 1);
        if (pattern.charAt(at) == '\\') {
          if (LONG_ESCAPES.indexOf(next) >= 0) {
            return false;
          }
          at++;
        } else if (pattern.charAt(at) == '[') {
          int end = afterClass(at);
          if (pattern.substring(at + 1, end).replace("\\\\[", "").indexOf('[') >= 0) {
            return false;
          }
          at = end - 1;
        } else if (pattern.startsWith("(?", at)) {
          int group = at;
          if (PLAIN_GROUPS.stream().noneMatch(plain -> pattern.startsWith(plain, group))) {
            return false;
          }
        }
      }
      return true;
    }

    private boolean step() {
      char c = pattern.charAt(i);
      switch (c) {
        case '|' -> {
          return false;
        }
        case '?', '*', '{' -> dropLast();
        case '(' -> skipGroup();
        case '[' -> skip(afterClass(i));
        case '\\' -> escape();
        default -> plainOrSign(c);
      }
      return true;
    }

    private void plainOrSign(char c) {
      i++;
      if (META.indexOf(c) < 0) {
        run.append(c);
      } else {
        endRun();
      }
    }

    private void escape() {
      boolean sign = i + 1 < pattern.length() && !Character.isLetterOrDigit(pattern.charAt(i + 1));
      if (sign) {
        run.append(pattern.charAt(i + 1));
        i += 2;
      } else {
        skip(i + 2);
      }
    }

    /** The last character may be missing. */
    private void dropLast() {
      run.setLength(Math.max(0, run.length() - 1));
      int close = pattern.charAt(i) == '{' ? pattern.indexOf('}', i) : i;
      skip(close < 0 ? pattern.length() : close + 1);
    }

    private void skipGroup() {
      int depth = 0;
      int at = i;
      while (at < pattern.length()) {
        char c = pattern.charAt(at);
        if (c == '\\') {
          at++;
        } else if (c == '[') {
          at = afterClass(at) - 1;
        } else {
          depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        at++;
        if (depth == 0) {
          break;
        }
      }
      skip(at);
    }

    private int afterClass(int open) {
      int at = open + 1;
      at += pattern.startsWith("^", at) ? 1 : 0;
      at += pattern.startsWith("]", at) ? 1 : 0;
      while (at < pattern.length() && pattern.charAt(at) != ']') {
        at += pattern.charAt(at) == '\\' ? 2 : 1;
      }
      return Math.min(pattern.length(), at + 1);
    }

    private void skip(int to) {
      endRun();
      i = to;
    }

    private void endRun() {
      prefix = first ? run.toString() : prefix;
      first = false;
      longest = run.length() > longest.length() ? run.toString() : longest;
      run.setLength(0);
    }
  }
}
