package io.patchwatch.streams.verdict;

import io.patchwatch.events.PackageFact;
import io.patchwatch.events.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a distribution's package. The distribution's own records decide on the
 * vulnerabilities that they name. On the others a clear word of upstream's clears; but where
 * upstream calls the version affected, the distribution may have mended its package, and only it
 * knows.
 */
final class PackageVerdict {

  private PackageVerdict() {}

  /**
   * Puts both together.
   *
   * @param own by the distribution's records; null when there are none for such packages
   * @param upstream by upstream's records
   */
  static Verdict of(PackageFact fact, @Nullable Verdict own, Verdict upstream) {
    Set<String> named = own == null ? Set.of() : named(own);
    List<Answer.NotAffected> notAffected = new ArrayList<>();
    List<Answer.Doubt> unknown = new ArrayList<>();
    if (own != null) {
      notAffected.addAll(own.notAffected());
      unknown.addAll(own.unknown());
    }
    others(upstream.notAffected(), named, Answer.NotAffected::vulnerability)
        .forEach(notAffected::add);
    others(upstream.unknown(), named, Answer.Doubt::vulnerability).forEach(unknown::add);
    others(upstream.affected(), named, Answer.Affected::vulnerability)
        .map(hit -> backport(fact, own, hit))
        .forEach(unknown::add);
    return new Verdict(
        upstream.product(),
        fact.version(),
        Precision.FULL,
        own == null ? List.of() : own.affected(),
        notAffected,
        unknown,
        others(upstream.remarks(), named, Answer.Doubt::vulnerability).toList(),
        upstream.superseded(),
        null, // upstream's end of life is not the distribution's
        own == null ? null : own.smallestSafe(),
        own == null ? null : own.latestSafe(),
        own == null ? null : own.laneBest(),
        upstream.covered() || (own != null && own.covered()),
        own != null && own.unreadable() != null ? own.unreadable() : upstream.unreadable());
  }

  private static Set<String> named(Verdict own) {
    return Stream.of(
            own.affected().stream().map(Answer.Affected::vulnerability),
            own.notAffected().stream().map(Answer.NotAffected::vulnerability),
            own.unknown().stream().map(Answer.Doubt::vulnerability))
        .flatMap(ids -> ids)
        .collect(Collectors.toSet());
  }

  private static <A> Stream<A> others(
      List<A> answers, Set<String> named, Function<A, String> vulnerability) {
    return answers.stream().filter(answer -> !named.contains(vulnerability.apply(answer)));
  }

  private static Answer.Doubt backport(
      PackageFact fact, @Nullable Verdict own, Answer.Affected hit) {
    String distribution = fact.distribution() == null ? "its distribution" : fact.distribution();
    String missing =
        own == null || !own.covered()
            ? "no records of " + distribution + " are loaded"
            : distribution + " has no record of it";
    return new Answer.Doubt(
        hit.vulnerability(),
        hit.advisory(),
        hit.source(),
        Answer.Doubt.Reason.BACKPORT_POSSIBLE,
        "upstream calls it affected ("
            + String.join(" or ", hit.ranges())
            + "), the package "
            + fact.name()
            + " "
            + fact.version()
            + " may hold the fix, and "
            + missing);
  }
}
