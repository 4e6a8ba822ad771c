package io.patchwatch.ingest.advisories.nvd;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.catalogue.VersionRule;
import io.patchwatch.ingest.advisories.Bounds;
import io.patchwatch.ingest.advisories.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The version ranges of one product's CPE matches. */
final class CpeRanges {

  private final Bounds affected;
  private final Bounds unaffected;

  private CpeRanges(NvdRecord record) {
    affected = new Bounds(record.id());
    unaffected = new Bounds(record.id());
  }

  static CpeRanges of(NvdRecord record, List<CpeMatch> matches) {
    CpeRanges ranges = new CpeRanges(record);
    matches.forEach(ranges::add);
    return ranges;
  }

  List<AffectedRange> affected(VersionRule rule) {
    return affected.ranges(rule);
  }

  List<AffectedRange> unaffected() {
    return unaffected.comparable();
  }

  private void add(CpeMatch match) {
    Doc doc = match.doc();
    String start = first(doc, "versionStartIncluding", "versionStartExcluding");
    String fixed = doc.optional("versionEndExcluding");
    String last = fixed == null ? doc.optional("versionEndIncluding") : null;
    Bounds bounds = match.isVulnerable() ? affected : unaffected;
    if (start != null || fixed != null || last != null) {
      bounds.add(start, fixed, last);
    } else if (match.version().equals("-")) {
      bounds.undecidable("names no version");
    } else {
      bounds.addOne(match.version());
    }
  }

  /** The start itself counts as affected also when it is excluded: one version too many at most. */
  private static @Nullable String first(Doc doc, String one, String other) {
    String value = doc.optional(one);
    return value == null ? doc.optional(other) : value;
  }
}
