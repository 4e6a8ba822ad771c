package io.patchwatch.ingest.advisories.cve;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.catalogue.VersionRule;
import io.patchwatch.ingest.advisories.Bounds;
import io.patchwatch.ingest.advisories.Doc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The version entries of one product. By the format, {@code defaultStatus: affected} makes every
 * version affected that no entry names; vendors also set it on records that do name all their
 * affected ranges, so it counts only when no entry is affected.
 *
 * @see <a href="https://cveproject.github.io/cve-schema/schema/docs/versions.md">versions</a>
 */
final class CveVersions {

  private final Bounds affected;
  private final Bounds unaffected;

  private CveVersions(String record) {
    affected = new Bounds(record);
    unaffected = new Bounds(record);
  }

  static CveVersions of(String record, List<Doc> entries) {
    CveVersions versions = new CveVersions(record);
    boolean affectedByDefault = false;
    for (Doc entry : entries) {
      affectedByDefault |= "affected".equals(entry.optional("defaultStatus"));
      entry.each("versions").forEach(versions::add);
    }
    if (versions.affected.isEmpty() && affectedByDefault) {
      versions.affected.add(null, null, null);
    }
    return versions;
  }

  List<AffectedRange> affected(VersionRule rule) {
    if (affected.isEmpty()) {
      affected.undecidable("names its versions in words only");
    }
    return affected.ranges(rule);
  }

  /** Explicit exceptions that can be compared. */
  List<AffectedRange> unaffected() {
    return unaffected.comparable();
  }

  private void add(Doc entry) {
    String version = entry.textOrEmpty("version");
    switch (entry.textOrEmpty("status")) {
      case "affected" -> add(entry, version, affected);
      case "unaffected" -> add(entry, version, unaffected);
      case "unknown", "" -> affected.undecidable("leaves open whether " + version + " is affected");
      default -> throw entry.at("status").bad("must be affected, unaffected or unknown");
    }
  }

  private static void add(Doc entry, String version, Bounds bounds) {
    String fixed = firstChange(entry);
    String lessThan = fixed == null ? entry.optional("lessThan") : fixed;
    String last = lessThan == null ? entry.optional("lessThanOrEqual") : null;
    if ("git".equals(entry.optional("versionType"))) {
      bounds.undecidable("gives git commits, which cannot be compared");
    } else if ("*".equals(lessThan) || "*".equals(last)) {
      bounds.add(version, null, null);
    } else if (lessThan != null || last != null) {
      bounds.add(version, lessThan, last);
    } else if (version.isEmpty() || version.equalsIgnoreCase("n/a")) {
      bounds.undecidable("names its versions in words only");
    } else {
      words(version, bounds);
    }
  }

  /** The version at which the status of the range changes back, if it does. */
  private static @Nullable String firstChange(Doc entry) {
    String status = entry.textOrEmpty("status");
    return entry.each("changes").stream()
        .filter(change -> !status.equals(change.textOrEmpty("status")))
        .map(change -> change.text("at"))
        .findFirst()
        .orElse(null);
  }

  /** A range inside the version's text, as GitHub's CNA writes it: {@code >= 1.3.0, < 7.5}. */
  private static void words(String text, Bounds bounds) {
    if (!text.contains("<") && !text.contains(">") && !text.contains("=")) {
      bounds.addOne(text);
      return;
    }
    String start = null;
    String fixed = null;
    String last = null;
    List<String> unread = new ArrayList<>();
    for (String part : text.split(",", 10)) {
      String clause = part.strip();
      if (clause.startsWith(">=")) {
        start = clause.substring(2).strip();
      } else if (clause.startsWith("<=")) {
        last = clause.substring(2).strip();
      } else if (clause.startsWith("<")) {
        fixed = clause.substring(1).strip();
      } else if (clause.startsWith("=")) {
        bounds.addOne(clause.substring(1).strip());
      } else {
        unread.add(clause);
      }
    }
    if (!unread.isEmpty()) {
      bounds.undecidable("says \"" + unread.get(0) + "\" where a version belongs");
    } else if (start != null || fixed != null || last != null) {
      bounds.add(start, fixed, fixed == null ? last : null);
    }
  }
}
