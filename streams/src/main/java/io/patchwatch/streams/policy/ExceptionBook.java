package io.patchwatch.streams.policy;

import io.patchwatch.events.Asset;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.ExceptionCommand;
import io.patchwatch.events.ExceptionRevoked;
import io.patchwatch.events.ImpactStated;
import io.patchwatch.events.RiskAccepted;
import io.patchwatch.events.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All exceptions, found by what they are about. Pure. */
final class ExceptionBook {

  private static final Comparator<RiskAccepted> LONGEST =
      Comparator.comparing(RiskAccepted::until).thenComparing(RiskAccepted::exception);
  private static final Comparator<ImpactStated> NEWEST =
      Comparator.comparing(ImpactStated::stated).thenComparing(ImpactStated::exception);

  private final Versions versions;
  private final Map<String, List<ExceptionCommand>> byVulnerability = new HashMap<>();
  private final List<ExceptionCommand> ofAny = new ArrayList<>();

  /** The newest word on each exception. */
  ExceptionBook(Collection<ExceptionCommand> exceptions, Versions versions) {
    this.versions = versions;
    exceptions.forEach(this::add);
  }

  private void add(ExceptionCommand exception) {
    Scope scope = scope(exception);
    if (scope == null) {
      return;
    }
    if (scope.vulnerabilities().isEmpty()) {
      ofAny.add(exception);
    }
    for (String id : scope.vulnerabilities()) {
      byVulnerability.computeIfAbsent(key(id), k -> new ArrayList<>()).add(exception);
    }
  }

  private static String key(String vulnerability) {
    return vulnerability.toLowerCase(Locale.ROOT);
  }

  private static @Nullable Scope scope(ExceptionCommand exception) {
    return switch (exception) {
      case RiskAccepted accepted -> accepted.scope();
      case ImpactStated stated -> stated.scope();
      case ExceptionRevoked revoked -> null;
    };
  }

  /** What holds for a conclusion about an asset. */
  Coverage coverage(Asset asset, Conclusion conclusion, Instant now) {
    if (conclusion instanceof Conclusion.Unpatched u) {
      List<String> ids = List.of(u.vulnerability(), u.advisory());
      return coverage(asset, u.product(), u.version(), ids, now);
    }
    return conclusion instanceof Conclusion.EndOfLife e
        ? coverage(asset, e.product(), e.version(), List.of(), now)
        : Coverage.NONE;
  }

  private Coverage coverage(
      Asset asset, String product, String version, List<String> ids, Instant now) {
    List<ExceptionCommand> holding =
        Stream.concat(
                ofAny.stream(),
                ids.stream()
                    .flatMap(id -> byVulnerability.getOrDefault(key(id), List.of()).stream()))
            .filter(exception -> holds(scope(exception), asset, product, version))
            .toList();
    RiskAccepted accepted =
        holding.stream()
            .flatMap(e -> e instanceof RiskAccepted it ? Stream.of(it) : Stream.empty())
            .filter(it -> now.isBefore(it.until()))
            .max(LONGEST)
            .orElse(null);
    ImpactStated stated =
        holding.stream()
            .flatMap(e -> e instanceof ImpactStated it ? Stream.of(it) : Stream.empty())
            .max(NEWEST)
            .orElse(null);
    return accepted == null && stated == null ? Coverage.NONE : new Coverage(accepted, stated);
  }

  private boolean holds(@Nullable Scope scope, Asset asset, String product, String version) {
    return scope != null
        && scope.holds(asset)
        && (scope.product() == null || versions.product(scope.product()).equals(product))
        && versions.within(product, version, scope.versions());
  }
}
