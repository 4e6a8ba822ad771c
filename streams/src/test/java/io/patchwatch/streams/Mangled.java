package io.patchwatch.streams;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Texts broken as disks, networks and attackers break them. */
public final class Mangled {

  private static final List<String> ODD =
      List.of(
          "\u0000",
          "\u001b[31m",
          "\u001b]0;",
          "\r\n",
          "\n",
          "\t",
          "\ud83d",
          "\ude00",
          "\u202e",
          "\ufeff",
          "\u0663",
          "\"",
          "\\",
          "'",
          "{",
          "[",
          "<",
          ",",
          "=",
          "%",
          "?",
          "-999999999",
          "1e999999999",
          "null");

  private Mangled() {}

  /** How a text is broken. */
  private enum Kind {
    DELETE,
    REPEAT,
    CUT,
    INSERT,
    SPLICE
  }

  /** One break; any place and length fits any text. */
  private record Edit(Kind kind, int at, int length, String odd) {

    String apply(String text, String other) {
      int from = at % (text.length() + 1);
      int to = Math.min(text.length(), from + length);
      String head = text.substring(0, from);
      return switch (kind) {
        case DELETE -> head + text.substring(to);
        case REPEAT -> text.substring(0, to) + text.substring(from);
        case CUT -> head;
        case INSERT -> head + odd + text.substring(from);
        case SPLICE -> head + other.substring(at % (other.length() + 1));
      };
    }
  }

  /** Texts like these, with up to six breaks. */
  public static Arbitrary<String> of(Arbitrary<String> whole) {
    Arbitrary<Edit> edits =
        Combinators.combine(
                Arbitraries.of(Kind.class),
                Arbitraries.integers().between(0, 2_000),
                Arbitraries.integers().between(1, 40),
                Arbitraries.of(ODD))
            .as(Edit::new);
    return Combinators.combine(whole, whole, edits.list().ofMaxSize(6)).as(Mangled::broken);
  }

  private static String broken(String text, String other, List<Edit> edits) {
    String broken = text;
    for (Edit edit : edits) {
      broken = edit.apply(broken, other);
    }
    return broken;
  }
}
