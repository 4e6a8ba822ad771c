package io.patchwatch.ingest.vex;

import io.patchwatch.events.AffectedRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a version range ({@code vers:maven/>=4.7.0|<4.7.5}, ECMA-428) as far as statements use it:
 * single versions and stretches with a lower and an upper bound, {@code >=}, {@code <}, {@code <=}.
 */
final class VersRange {

  private VersRange() {}

  /** The stretches; null when the text is no range that can be expressed. */
  static @Nullable List<AffectedRange> parse(String text) {
    int slash = text.indexOf('/');
    if (!text.startsWith("vers:") || slash < 0) {
      return null;
    }
    String body = text.substring(slash + 1).strip();
    if (body.equals("*")) {
      return List.of();
    }
    List<AffectedRange> ranges = new ArrayList<>();
    String from = null;
    for (String part : body.split("\\|", -1)) {
      String bound = part.strip();
      if (bound.startsWith(">=")) {
        if (from != null) {
          return null;
        }
        from = bound.substring(2).strip();
      } else if (bound.startsWith("<=")) {
        ranges.add(AffectedRange.through(from, bound.substring(2).strip()));
        from = null;
      } else if (bound.startsWith("<")) {
        ranges.add(AffectedRange.until(from, bound.substring(1).strip()));
        from = null;
      } else if (bound.isEmpty() || bound.startsWith(">") || bound.startsWith("!")) {
        return null;
      } else if (from != null) {
        return null;
      } else {
        ranges.add(AffectedRange.only(bound.startsWith("=") ? bound.substring(1) : bound));
      }
    }
    if (from != null) {
      ranges.add(AffectedRange.from(from));
    }
    return ranges;
  }
}
