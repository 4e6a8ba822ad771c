package io.patchwatch.streams.version;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a suffix stands relative to the release of the same numbers; in order. */
enum Stage {
  DEVELOPMENT,
  ALPHA,
  BETA,
  CANDIDATE,
  RELEASE,
  /** A packager's or vendor's revision of the release: {@code 23.01-1}, {@code 1.2-p3}. */
  REVISION;

  private static final Map<String, Stage> WORDS =
      Map.ofEntries(
          Map.entry("dev", DEVELOPMENT),
          Map.entry("devel", DEVELOPMENT),
          Map.entry("git", DEVELOPMENT),
          Map.entry("nightly", DEVELOPMENT),
          Map.entry("develop", DEVELOPMENT),
          Map.entry("snapshot", DEVELOPMENT),
          Map.entry("a", ALPHA),
          Map.entry("alpha", ALPHA),
          Map.entry("b", BETA),
          Map.entry("beta", BETA),
          Map.entry("m", BETA),
          Map.entry("milestone", BETA),
          Map.entry("c", CANDIDATE),
          Map.entry("rc", CANDIDATE),
          Map.entry("cr", CANDIDATE),
          Map.entry("pre", CANDIDATE),
          Map.entry("preview", CANDIDATE),
          Map.entry("final", RELEASE),
          Map.entry("stable", RELEASE),
          Map.entry("p", REVISION),
          Map.entry("patch", REVISION),
          Map.entry("post", REVISION),
          Map.entry("r", REVISION));

  /** The stage that a word names, upper or lower case; null for a word without a known order. */
  static @Nullable Stage of(String word) {
    return WORDS.get(word.toLowerCase(Locale.ROOT));
  }
}
