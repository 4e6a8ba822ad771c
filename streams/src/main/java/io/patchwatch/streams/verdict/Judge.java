package io.patchwatch.streams.verdict;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.PackageFact;
import io.patchwatch.events.Precision;
import io.patchwatch.streams.version.VersionScheme;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges releases of one product against all that is known of it. Made once per state of knowledge
 * (ranges are read then), asked once per release. Pure and safe for threads; the same question gets
 * the same answer in whatever order the knowledge came.
 */
public final class Judge {

  private static final List<String> ANY_SOURCE = List.of("osv");

  private record Build(String distribution, VersionScheme scheme) {}

  private final ProductRules rules;
  private final Knowledge knowledge;
  private final Names names;
  private final Bench upstream;
  private final Map<Build, Bench> distributions = new ConcurrentHashMap<>();

  public Judge(ProductRules rules, Knowledge knowledge) {
    this.rules = rules;
    this.knowledge = knowledge;
    this.names = new Names(knowledge.advisories(), knowledge.formerNames());
    this.upstream = new Bench(rules, of(null), names, knowledge.marks(), knowledge.lifecycle());
  }

  private List<Advisory> of(@Nullable String distribution) {
    return knowledge.advisories().stream()
        .filter(advisory -> Objects.equals(advisory.distribution(), distribution))
        .toList();
  }

  /** Judges a single release; for more than one, keep a {@link Judge}. */
  public static Verdict judge(
      ProductRules rules,
      String version,
      Precision precision,
      Knowledge knowledge,
      LocalDate today) {
    return new Judge(rules, knowledge).judge(version, precision, today);
  }

  /**
   * The verdict on one release of upstream's. A version that cannot be read makes every
   * vulnerability unknown; it never throws for that.
   *
   * @param version as observed
   * @param today the day on which end of life is judged
   */
  public Verdict judge(String version, Precision precision, LocalDate today) {
    return upstream.judge(version, precision, today);
  }

  /**
   * The verdict on one release, which may have come in a distribution's package.
   *
   * @param version its upstream version, as observed
   * @param fact the package that it came in; null for upstream's own
   * @param today the day on which end of life is judged
   */
  public Verdict judge(
      String version, Precision precision, @Nullable PackageFact fact, LocalDate today) {
    Verdict plain = upstream.judge(version, precision, today);
    if (fact == null || !Distributions.built(fact)) {
      return plain;
    }
    Bench bench = bench(fact);
    Verdict own = bench == null ? null : bench.judge(fact.version(), Precision.FULL, today);
    return PackageVerdict.of(fact, own, plain);
  }

  private @Nullable Bench bench(PackageFact fact) {
    VersionScheme scheme = Distributions.scheme(fact.type());
    return scheme == null || fact.distribution() == null
        ? null
        : distributions.computeIfAbsent(new Build(fact.distribution(), scheme), this::bench);
  }

  private Bench bench(Build build) {
    ProductRules packages =
        new ProductRules(rules.product(), build.scheme(), rules.laneDepth(), ANY_SOURCE);
    return new Bench(packages, of(build.distribution()), names, knowledge.marks(), null);
  }
}
