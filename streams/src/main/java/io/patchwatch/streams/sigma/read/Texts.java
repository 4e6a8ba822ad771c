package io.patchwatch.streams.sigma.read;

import io.patchwatch.streams.sigma.match.Glob;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the transforming modifiers make of a text, in the order in which they stand. */
record Texts(String place, List<String> modifiers, Map<String, List<String>> placeholders) {

  private static final Set<String> ENCODINGS =
      Set.of("wide", "utf16", "utf16le", "utf16be", "base64", "base64offset");
  private static final String DASHES = "-/\u2013\u2014\u2015";
  private static final int MOST_DASHES = 4;
  private static final int MOST_EXPANDED = 1000;

  /** Whether the case of what these make matters. */
  static boolean encodes(List<String> modifiers) {
    return modifiers.stream().anyMatch(ENCODINGS::contains);
  }

  List<Glob> of(String text) throws Bad {
    Collection<String> texts = List.of(text);
    for (String modifier : modifiers) {
      texts =
          switch (modifier) {
            case "windash" -> dashes(texts);
            case "expand" -> expand(texts);
            default -> texts;
          };
    }
    if (!encodes(modifiers)) {
      return texts.stream().map(Glob::parse).toList();
    }
    List<Glob> globs = new ArrayList<>();
    for (String each : texts) {
      encode(plain(each)).forEach(encoded -> globs.add(Glob.literal(encoded)));
    }
    return globs;
  }

  private String plain(String text) throws Bad {
    Glob glob = Glob.parse(text);
    if (!glob.plain()) {
      throw new Bad(place, "wildcards cannot be encoded; escape them with \\ or leave them out");
    }
    return glob.text();
  }

  private List<String> encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (String modifier : modifiers) {
      switch (modifier) {
        case "wide", "utf16le" -> bytes = bytes(text, StandardCharsets.UTF_16LE, "");
        case "utf16be" -> bytes = bytes(text, StandardCharsets.UTF_16BE, "");
        case "utf16" -> bytes = bytes(text, StandardCharsets.UTF_16LE, "\uFEFF");
        case "base64" -> {
          return List.of(Base64.getEncoder().encodeToString(bytes));
        }
        case "base64offset" -> {
          return offsets(bytes);
        }
        default -> {}
      }
    }
    return List.of(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private static byte[] bytes(String text, Charset charset, String mark) {
    return (mark + text).getBytes(charset);
  }

  /** How the bytes look inside of a longer Base64 text, without the ends that depend on it. */
  private static List<String> offsets(byte[] bytes) {
    int[] skip = {0, 2, 3};
    int[] cut = {0, 3, 2};
    List<String> variants = new ArrayList<>();
    for (int offset = 0; offset < 3; offset++) {
      byte[] shifted = new byte[bytes.length + offset];
      System.arraycopy(bytes, 0, shifted, offset, bytes.length);
      String encoded = Base64.getEncoder().encodeToString(shifted);
      int end = encoded.length() - cut[shifted.length % 3];
      if (end > skip[offset]) {
        variants.add(encoded.substring(skip[offset], end));
      }
    }
    return variants;
  }

  private Collection<String> dashes(Collection<String> texts) throws Bad {
    Set<String> all = new LinkedHashSet<>();
    for (String text : texts) {
      List<Integer> flags = flags(text);
      if (flags.size() > MOST_DASHES) {
        throw new Bad(place, "windash with more than " + MOST_DASHES + " flags; split the value");
      }
      permute(new StringBuilder(text), flags, 0, all);
    }
    return all;
  }

  /** Dashes that begin a word. */
  private static List<Integer> flags(String text) {
    List<Integer> flags = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      boolean begins = i == 0 || Character.isWhitespace(text.charAt(i - 1));
      if (begins && DASHES.indexOf(text.charAt(i)) >= 0) {
        flags.add(i);
      }
    }
    return flags;
  }

  private static void permute(StringBuilder text, List<Integer> flags, int next, Set<String> all) {
    if (next == flags.size()) {
      all.add(text.toString());
      return;
    }
    for (int dash = 0; dash < DASHES.length(); dash++) {
      text.setCharAt(flags.get(next), DASHES.charAt(dash));
      permute(text, flags, next + 1, all);
    }
  }

  private Collection<String> expand(Collection<String> texts) throws Bad {
    List<String> all = new ArrayList<>();
    for (String text : texts) {
      all.addAll(expand(text));
    }
    if (all.size() > MOST_EXPANDED) {
      throw new Bad(place, "expands to more than " + MOST_EXPANDED + " values; split the rule");
    }
    return all;
  }

  private List<String> expand(String text) throws Bad {
    int start = percent(text, 0);
    int end = start < 0 ? -1 : percent(text, start + 1);
    if (end < 0) {
      return List.of(text.replace("\\%", "%"));
    }
    String name = text.substring(start + 1, end);
    List<String> values = placeholders.get(name);
    if (values == null) {
      throw new Bad(
          place,
          "placeholder %"
              + name
              + "% has no values here; give them in detection.rules.placeholders."
              + name
              + " or write them out in the rule");
    }
    List<String> all = new ArrayList<>();
    for (String value : values) {
      for (String rest : expand(text.substring(end + 1))) {
        all.add(text.substring(0, start).replace("\\%", "%") + value + rest);
        if (all.size() > MOST_EXPANDED) {
          return all;
        }
      }
    }
    return all;
  }

  private static int percent(String text, int from) {
    int at = text.indexOf('%', from);
    while (at > 0 && text.charAt(at - 1) == '\\') {
      at = text.indexOf('%', at + 1);
    }
    return at;
  }
}
