package io.patchwatch.ingest.advisories.osv;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.ingest.advisories.Doc;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/**
 * Ranges of Go records about a server that is released with versions of its own, such as
 * Mattermost. Go's importer spreads such a product over module paths ({@code …/v5}, {@code …/v6},
 * {@code …/server/v8}) whose ranges mostly stay open or end at a pseudo-version, a commit date.
 * What can be believed are the closed ranges, and the {@code custom_ranges} in which the importer
 * keeps what it could not map. An open end beside closed ranges, or in a record that nobody
 * reviewed, means "not mapped" and not "unfixed": alone it is undecidable.
 *
 * @see <a href="https://go.dev/ref/mod#pseudo-versions">Go pseudo-versions</a>
 */
final class GoRanges {

  private static final Pattern PSEUDO = Pattern.compile(".*[-.]\\d{12,14}-[0-9a-f]{7,40}");
  private static final Pattern AFTER_TAG =
      Pattern.compile("(\\d+\\.\\d+\\.\\d+(?:-[0-9A-Za-z]+)?)[-.]0\\.\\d{12,14}-[0-9a-f]{7,40}");
  private static final Pattern MAJOR = Pattern.compile(".*/v(\\d+)");

  private GoRanges() {}

  static boolean apply(OsvRecord record) {
    return record.id().startsWith("GO-");
  }

  static Set<AffectedRange> of(OsvRecord record, List<Doc> blocks) {
    Set<AffectedRange> believed = new LinkedHashSet<>();
    Set<AffectedRange> open = new LinkedHashSet<>();
    for (Doc block : inModuleOrder(blocks)) {
      String floor = believed.isEmpty() ? null : firstVersionOf(block);
      for (AffectedRange range : all(block)) {
        if (isOpen(range)) {
          open.add(range);
        } else if (!isPseudo(range)) {
          believed.add(range.introduced() == null ? withFloor(range, floor) : range);
        }
      }
    }
    if (believed.isEmpty() && record.isReviewed()) {
      believed.addAll(open);
    }
    return believed.isEmpty() ? Set.of(unmapped(record)) : believed;
  }

  private static AffectedRange unmapped(OsvRecord record) {
    return AffectedRange.undecidable(
        record.id() + " was not reviewed and gives only open ends or commit dates");
  }

  private static List<Doc> inModuleOrder(List<Doc> blocks) {
    List<Doc> sorted = new ArrayList<>(blocks);
    sorted.sort(Comparator.comparingInt(block -> major(block)));
    return sorted;
  }

  private static List<AffectedRange> all(Doc block) {
    List<AffectedRange> ranges = new ArrayList<>();
    block.each("ranges").forEach(range -> ranges.addAll(OsvRanges.ofEvents(range)));
    block
        .at("ecosystem_specific")
        .each("custom_ranges")
        .forEach(range -> ranges.addAll(OsvRanges.ofEvents(range)));
    boolean tagged = major(block) == 0;
    return ranges.stream()
        .map(GoRanges::withoutBuild)
        .map(range -> tagged ? withReleases(range) : range)
        .toList();
  }

  /** The first version that the module path can hold; a plain path starts at the beginning. */
  private static @Nullable String firstVersionOf(Doc block) {
    return major(block) == 0 ? null : major(block) + ".0.0";
  }

  private static int major(Doc block) {
    var major = MAJOR.matcher(block.at("package").textOrEmpty("name"));
    return major.matches() && major.group(1).length() < 6 ? Integer.parseInt(major.group(1)) : 0;
  }

  private static AffectedRange withFloor(AffectedRange range, @Nullable String floor) {
    return new AffectedRange(floor, range.fixed(), range.lastAffected(), range.exactly(), null);
  }

  private static boolean isOpen(AffectedRange range) {
    return range.fixed() == null && range.lastAffected() == null && range.exactly() == null;
  }

  private static boolean isPseudo(AffectedRange range) {
    return matches(range.introduced()) || matches(range.fixed()) || matches(range.lastAffected());
  }

  private static boolean matches(@Nullable String version) {
    return version != null && PSEUDO.matcher(version).matches();
  }

  /**
   * On the plain path a pseudo-version such as {@code 10.11.5-0.20251016131338-dad6bd7a1509}
   * follows a release tag: the first release that can hold the commit is 10.11.5. The tags that the
   * sibling paths see are years old, so nothing follows from theirs.
   */
  private static AffectedRange withReleases(AffectedRange range) {
    return new AffectedRange(
        release(range.introduced()),
        release(range.fixed()),
        release(range.lastAffected()),
        null,
        null);
  }

  private static @Nullable String release(@Nullable String version) {
    var afterTag = AFTER_TAG.matcher(version == null ? "" : version);
    return afterTag.matches() ? afterTag.group(1) : version;
  }

  /** Build metadata ({@code +incompatible}) takes no part in precedence (SemVer 2.0.0, 10). */
  private static AffectedRange withoutBuild(AffectedRange range) {
    return new AffectedRange(
        plain(range.introduced()), plain(range.fixed()), plain(range.lastAffected()), null, null);
  }

  private static @Nullable String plain(@Nullable String version) {
    int plus = version == null ? -1 : version.indexOf('+');
    return version == null || plus < 0 ? version : version.substring(0, plus);
  }
}
