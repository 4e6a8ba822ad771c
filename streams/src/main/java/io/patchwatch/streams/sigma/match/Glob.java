package io.patchwatch.streams.sigma.match;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Text with wildcards: {@code *} any characters, {@code ?} one. The whole value must match. Takes
 * at most as many steps as value and pattern are long, multiplied; without wildcards in the middle,
 * as the value is long.
 *
 * @param parts never two texts in a row
 */
public record Glob(List<Part> parts) {

  /** A piece of the pattern. */
  public sealed interface Part {
    /** These characters. */
    record Literal(String text) implements Part {}

    /** Any characters, or none. */
    record Any() implements Part {}

    /** One character. */
    record One() implements Part {}
  }

  /** {@code *}. */
  public static final Part ANY = new Part.Any();

  public Glob {
    parts = List.copyOf(parts);
  }

  /** Reads text in which {@code \} takes the meaning of a wildcard away. */
  public static Glob parse(String text) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (c == '\\' && (next == '*' || next == '?' || next == '\\')) {
        literal.append(next);
        i++;
      } else if (c == '*' || c == '?') {
        flush(parts, literal);
        parts.add(c == '*' ? ANY : new Part.One());
      } else {
        literal.append(c);
      }
    }
    flush(parts, literal);
    return new Glob(parts);
  }

  private static void flush(List<Part> parts, StringBuilder literal) {
    if (!literal.isEmpty()) {
      parts.add(new Part.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  /** Text without wildcards. */
  public static Glob literal(String text) {
    return new Glob(text.isEmpty() ? List.of() : List.of(new Part.Literal(text)));
  }

  /** The same with wildcards before and behind as asked. */
  public Glob within(boolean before, boolean behind) {
    List<Part> wider = new ArrayList<>(parts);
    if (before && (wider.isEmpty() || !wider.getFirst().equals(ANY))) {
      wider.addFirst(ANY);
    }
    if (behind && (wider.size() == (before ? 1 : 0) || !wider.getLast().equals(ANY))) {
      wider.addLast(ANY);
    }
    return new Glob(wider);
  }

  /** The same in folded characters. */
  public Glob folded() {
    return new Glob(
        parts.stream()
            .map(
                part ->
                    part instanceof Part.Literal it
                        ? new Part.Literal(Folding.fold(it.text()))
                        : part)
            .toList());
  }

  /** Whether there is no wildcard. */
  public boolean plain() {
    return parts.stream().allMatch(part -> part instanceof Part.Literal);
  }

  /** The text if there is no wildcard. */
  public String text() {
    return parts.stream()
        .map(part -> part instanceof Part.Literal it ? it.text() : "")
        .collect(Collectors.joining());
  }

  /** The longest text that each match contains; empty: there is none. */
  public String longest() {
    String longest = "";
    for (Part part : parts) {
      if (part instanceof Part.Literal it && it.text().length() > longest.length()) {
        longest = it.text();
      }
    }
    return longest;
  }

  /** Whether the whole value matches. */
  public boolean matches(String value) {
    return switch (parts.size()) {
      case 0 -> value.isEmpty();
      case 1 -> one(parts.get(0), value);
      case 2 -> two(parts.get(0), parts.get(1), value);
      case 3 -> three(value);
      default -> walk(value);
    };
  }

  private boolean one(Part only, String value) {
    return switch (only) {
      case Part.Literal it -> value.equals(it.text());
      case Part.Any it -> true;
      case Part.One it -> value.length() == 1;
    };
  }

  private boolean two(Part first, Part second, String value) {
    if (first instanceof Part.Literal it && second.equals(ANY)) {
      return value.startsWith(it.text());
    }
    if (first.equals(ANY) && second instanceof Part.Literal it) {
      return value.endsWith(it.text());
    }
    return walk(value);
  }

  private boolean three(String value) {
    boolean around = parts.get(0).equals(ANY) && parts.get(2).equals(ANY);
    if (around && parts.get(1) instanceof Part.Literal it) {
      return value.contains(it.text());
    }
    return walk(value);
  }

  /** Greedy with one step back: to the last {@code *}, which is enough for globs. */
  private boolean walk(String value) {
    int part = 0;
    int at = 0;
    int star = -1;
    int retry = 0;
    while (at < value.length() || part < parts.size()) {
      Part next = part < parts.size() ? parts.get(part) : null;
      if (next instanceof Part.Any) {
        star = ++part;
        retry = at;
      } else if (next instanceof Part.Literal it && value.startsWith(it.text(), at)) {
        at += it.text().length();
        part++;
      } else if (next instanceof Part.One && at < value.length()) {
        at++;
        part++;
      } else if (star >= 0 && retry < value.length()) {
        at = ++retry;
        part = star;
      } else {
        return false;
      }
    }
    return true;
  }

  /** As it would be written. */
  @Override
  public String toString() {
    return parts.stream()
        .map(
            part ->
                switch (part) {
                  case Part.Literal it -> it.text();
                  case Part.Any it -> "*";
                  case Part.One it -> "?";
                })
        .collect(Collectors.joining());
  }
}
