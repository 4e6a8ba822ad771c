package io.patchwatch.events;

import org.jspecify.annotations.Nullable;

/**
 * Where a statement comes from, so that an alert can explain itself.
 *
 * @param source kind of source; for versions a label of {@link EvidenceSource}, for example {@code
 *     http-probe}
 * @param locator the place: a URL without credentials, or a file name
 * @param excerpt the text that was read there, at most 512 characters (cut when longer)
 */
public record Evidence(String source, String locator, @Nullable String excerpt) {

  /** Longest excerpt that is kept, in characters. */
  public static final int MAX_EXCERPT = 512;

  public Evidence {
    Require.text(source, "evidence.source", 100);
    Require.text(locator, "evidence.locator", 2048);
    excerpt =
        excerpt != null && excerpt.length() > MAX_EXCERPT
            ? excerpt.substring(0, MAX_EXCERPT)
            : excerpt;
  }

  /** Evidence of a known kind of source. */
  public static Evidence of(EvidenceSource source, String locator, @Nullable String excerpt) {
    return new Evidence(source.label(), locator, excerpt);
  }
}
