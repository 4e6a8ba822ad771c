package io.patchwatch.ingest.advisories.osv;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.Doc;
import io.patchwatch.ingest.advisories.Ids;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.Publications;
import io.patchwatch.ingest.advisories.Rating;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The entries of OSV records that speak of packages of Debian and Ubuntu: an advisory for each
 * release of the distribution, for each has its own fix. A notice (DSA, DLA, USN) names the CVEs
 * that it mends as {@code related} or {@code upstream}, not as aliases.
 */
final class DistributionBlocks {

  private static final Set<String> FAMILIES = Set.of("Debian", "Ubuntu");
  private static final int MAX_RELATED = 200;
  private static final int MAX_RELEASE = 20;

  /** A product in one release of a distribution. */
  private record Build(Product product, String distribution) {}

  private DistributionBlocks() {}

  static List<AdvisoryEvent> events(OsvRecord record, ProductIndex products) {
    Map<Build, List<Doc>> builds = new LinkedHashMap<>();
    for (Doc block : record.doc().each("affected")) {
      Doc name = block.at("package");
      String[] ecosystem = name.textOrEmpty("ecosystem").split(":", -1);
      if (ecosystem.length > 1 && FAMILIES.contains(ecosystem[0]) && release(ecosystem[1])) {
        products
            .ofDistribution(ecosystem[0], name.textOrEmpty("name"))
            .forEach(product -> add(builds, new Build(product, distribution(ecosystem)), block));
      }
    }
    List<AdvisoryEvent> events = new ArrayList<>();
    builds.forEach((build, blocks) -> events.add(event(record, build, blocks)));
    return events;
  }

  private static void add(Map<Build, List<Doc>> builds, Build build, Doc block) {
    builds.computeIfAbsent(build, key -> new ArrayList<>()).add(block);
  }

  private static boolean release(String text) {
    return !text.isEmpty() && text.length() <= MAX_RELEASE && Character.isDigit(text.charAt(0));
  }

  /** As in os-release; Debian's point releases are one release. */
  private static String distribution(String[] ecosystem) {
    String family = ecosystem[0].toLowerCase(Locale.ROOT);
    int dot = ecosystem[1].indexOf('.');
    boolean whole = dot < 0 || !family.equals("debian");
    return family + ":" + (whole ? ecosystem[1] : ecosystem[1].substring(0, dot));
  }

  private static AdvisoryEvent event(OsvRecord record, Build build, List<Doc> blocks) {
    String id = record.id() + "@" + build.distribution();
    Instant withdrawn = record.doc().time("withdrawn");
    return withdrawn == null
        ? Publications.published(record.doc().origin(), advisory(id, record, build, blocks))
        : Publications.withdrawn(
            record.doc().origin(), build.product().id(), id, withdrawn, record.modified());
  }

  private static Advisory advisory(String id, OsvRecord record, Build build, List<Doc> blocks) {
    String plain = plain(record.id());
    boolean notice = !plain.startsWith("CVE-");
    List<String> aliases = record.doc().texts("aliases").stream().map(a -> plain(a)).toList();
    String canonical = Ids.canonical(plain, aliases);
    Rating rating = record.rating(blocks);
    return new Advisory(
        id,
        canonical,
        Ids.others(canonical, plain, aliases),
        build.product().id(),
        notice ? record.source() : "osv:" + family(build),
        record.summary(),
        rating.severity(),
        rating.score(),
        rating.vector(),
        ranges(record, blocks),
        List.of(),
        Publications.references(record.page(), record.references()),
        record.doc().time("published"),
        record.modified(),
        build.distribution(),
        notice ? mended(record) : List.of());
  }

  private static String family(Build build) {
    return build.distribution().startsWith("debian") ? "Debian" : "Ubuntu";
  }

  private static List<AffectedRange> ranges(OsvRecord record, List<Doc> blocks) {
    List<AffectedRange> ranges = OsvRanges.plain(blocks).stream().toList();
    return ranges.isEmpty()
        ? List.of(AffectedRange.undecidable(record.id() + " gives no version that can be compared"))
        : ranges;
  }

  private static List<String> mended(OsvRecord record) {
    return Stream.of("related", "upstream")
        .flatMap(field -> record.doc().texts(field).stream())
        .map(DistributionBlocks::plain)
        .filter(id -> id.startsWith("CVE-") && id.length() <= 50)
        .distinct()
        .sorted()
        .limit(MAX_RELATED)
        .toList();
  }

  /** {@code DEBIAN-CVE-2022-0217} is Debian's record on CVE-2022-0217. */
  private static String plain(String id) {
    return id.startsWith("DEBIAN-CVE-") || id.startsWith("UBUNTU-CVE-") ? id.substring(7) : id;
  }
}
