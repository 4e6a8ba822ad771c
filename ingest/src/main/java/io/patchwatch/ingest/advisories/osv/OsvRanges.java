package io.patchwatch.ingest.advisories.osv;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.catalogue.VersionRule;
import io.patchwatch.ingest.advisories.Branches;
import io.patchwatch.ingest.advisories.Doc;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The affected ranges of OSV records. A list of single {@code versions} is used only when there is
 * no range: such lists are partial and frozen at publication.
 *
 * @see <a href="https://ossf.github.io/osv-schema/#affectedranges-field">OSV schema</a>
 */
final class OsvRanges {

  private static final int MAX_RANGES = 500;

  private OsvRanges() {}

  static List<AffectedRange> of(OsvRecord record, List<Doc> blocks, VersionRule rule) {
    Set<AffectedRange> ranges =
        GoRanges.apply(record) ? GoRanges.of(record, blocks) : plain(blocks);
    if (ranges.size() > MAX_RANGES) {
      throw record.doc().bad("has more than " + MAX_RANGES + " ranges for one product");
    }
    return ranges.isEmpty()
        ? List.of(AffectedRange.undecidable(record.id() + " gives no version that can be compared"))
        : Branches.split(List.copyOf(ranges), rule);
  }

  static Set<AffectedRange> plain(List<Doc> blocks) {
    Set<AffectedRange> ranges = new LinkedHashSet<>();
    for (Doc block : blocks) {
      List<AffectedRange> own = ofBlock(block);
      ranges.addAll(own.isEmpty() ? singles(block) : own);
    }
    return ranges;
  }

  private static List<AffectedRange> ofBlock(Doc block) {
    List<AffectedRange> ranges = new ArrayList<>();
    for (Doc range : block.each("ranges")) {
      if (!"GIT".equals(range.textOrEmpty("type"))) {
        ranges.addAll(ofEvents(range));
      }
    }
    return ranges;
  }

  private static List<AffectedRange> singles(Doc block) {
    return block.texts("versions").stream().limit(MAX_RANGES).map(AffectedRange::only).toList();
  }

  /** Walks the events: each {@code introduced} opens a range, the next upper bound closes it. */
  static List<AffectedRange> ofEvents(Doc range) {
    List<AffectedRange> ranges = new ArrayList<>();
    boolean open = false;
    String introduced = null;
    for (Doc event : range.each("events")) {
      String start = event.optional("introduced");
      AffectedRange closed = open ? close(introduced, event) : null;
      if (closed != null) {
        ranges.add(closed);
        open = false;
      } else if (start != null && !open) {
        introduced = "0".equals(start) ? null : start;
        open = true;
      }
    }
    if (open) {
      ranges.add(AffectedRange.from(introduced));
    }
    return ranges;
  }

  private static @Nullable AffectedRange close(@Nullable String introduced, Doc event) {
    String fixed = event.optional("fixed");
    String last = event.optional("last_affected");
    if (fixed != null) {
      return AffectedRange.until(introduced, fixed);
    }
    return last == null ? null : AffectedRange.through(introduced, last);
  }
}
