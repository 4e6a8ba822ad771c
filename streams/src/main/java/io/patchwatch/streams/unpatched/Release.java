package io.patchwatch.streams.unpatched;

import io.patchwatch.events.PackageFact;
import io.patchwatch.events.Precision;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.streams.verdict.Distributions;
import io.patchwatch.streams.wiring.Keys;
import org.jspecify.annotations.Nullable;

/**
 * A release of a product, as far as an observation could see it. Judged once for all assets.
 *
 * @param packaged the distribution's package that it came in; null for upstream's and vendors' own
 */
record Release(
    String product, String version, Precision precision, @Nullable PackageFact packaged) {

  static Release of(String product, SoftwareObserved seen) {
    PackageFact fact = seen.packageFact();
    return new Release(
        product, seen.version(), seen.precision(), Distributions.built(fact) ? fact : null);
  }

  /** The version as a person should read it: of a distribution's package, the package's. */
  static String text(SoftwareObserved seen) {
    PackageFact fact = seen.packageFact();
    return fact == null || !Distributions.built(fact) ? seen.version() : fact.version();
  }

  String key() {
    return Keys.of(product, version, packaged == null ? precision.name() : build(packaged));
  }

  private String build(PackageFact fact) {
    return String.join(
        "|",
        precision.name(),
        fact.type(),
        fact.name(),
        fact.version(),
        String.valueOf(fact.distribution()));
  }
}
