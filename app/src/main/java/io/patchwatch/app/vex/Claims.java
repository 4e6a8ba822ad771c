package io.patchwatch.app.vex;

import io.patchwatch.app.vex.Claim.Release;
import io.patchwatch.events.Conclusion.Unpatched;
import io.patchwatch.events.Finding;
import io.patchwatch.events.ImpactStated.Status;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Claims from findings: open ones and accepted risks are affected, what a document excused is not
 * affected, what was closed by a fixed version is fixed in the version that runs now. Of several
 * servers with one release the worst holds.
 */
public final class Claims {

  private static final List<Status> WORST_FIRST =
      List.of(Status.AFFECTED, Status.UNDER_INVESTIGATION, Status.NOT_AFFECTED, Status.FIXED);
  private static final String UNRESERVED = "._~-:";

  private final Catalogue catalogue;
  private final Map<String, SoftwareObserved> running = new HashMap<>();

  private Claims(Catalogue catalogue, Collection<SoftwareEvent> software) {
    this.catalogue = catalogue;
    for (SoftwareEvent event : software) {
      if (event instanceof SoftwareObserved seen) {
        running.put(seen.asset().id(), seen);
      }
    }
  }

  /**
   * The claims, by vulnerability and release.
   *
   * @param software the newest record of each asset
   * @param findings the newest record of each
   */
  public static List<Claim> of(
      Catalogue catalogue, Collection<SoftwareEvent> software, Collection<Finding> findings) {
    Claims claims = new Claims(catalogue, software);
    Map<String, Claim> worst = new TreeMap<>();
    findings.stream()
        .flatMap(finding -> claims.claim(finding).stream())
        .forEach(
            claim ->
                worst.merge(
                    claim.vulnerability() + " " + claim.release().id(), claim, Claims::worse));
    return List.copyOf(worst.values());
  }

  private static Claim worse(Claim one, Claim other) {
    Comparator<Claim> order =
        Comparator.comparingInt((Claim claim) -> WORST_FIRST.indexOf(claim.status()))
            .thenComparing(Claim::detail);
    return order.compare(one, other) <= 0 ? one : other;
  }

  private Optional<Claim> claim(Finding finding) {
    if (!(finding.conclusion() instanceof Unpatched unpatched)) {
      return Optional.empty();
    }
    Finding.Resolution resolution = finding.resolution();
    if (resolution == null) {
      return Optional.of(claim(unpatched, Status.AFFECTED, remedy(unpatched)));
    }
    return switch (resolution.reason()) {
      case RISK_ACCEPTED -> Optional.of(claim(unpatched, Status.AFFECTED, resolution.detail()));
      case NOT_AFFECTED -> Optional.of(claim(unpatched, Status.NOT_AFFECTED, resolution.detail()));
      case FIXED_VERSION_OBSERVED -> fixed(finding.asset().id(), unpatched, resolution.detail());
      case ADVISORY_WITHDRAWN,
          ADVISORY_CORRECTED,
          PRODUCT_REPLACED,
          VERSION_READ,
          SUPPORTED_RELEASE_OBSERVED,
          ATTACK_ENDED,
          QUIET,
          RULE_WITHDRAWN,
          USUAL_AGAIN,
          EXCEPTION_CHANGED,
          ROLLOUT_VERIFIED,
          ROLLOUT_SETTLED,
          SOURCES_AGREE,
          VERSION_SETTLED,
          SUPERSEDED,
          FEED_GOOD ->
          Optional.empty();
    };
  }

  private static String remedy(Unpatched unpatched) {
    return unpatched.smallestSafe() == null
        ? "No safe release is known."
        : "Install " + unpatched.smallestSafe() + ".";
  }

  private Claim claim(Unpatched unpatched, Status status, String detail) {
    return new Claim(
        unpatched.vulnerability(),
        release(unpatched.product(), unpatched.version()),
        status,
        detail);
  }

  private Optional<Claim> fixed(String asset, Unpatched unpatched, String detail) {
    SoftwareObserved now = running.get(asset);
    if (now == null
        || !now.product().equals(unpatched.product())
        || now.version().equals(unpatched.version())) {
      return Optional.empty();
    }
    Release release = release(now.product(), now.version());
    return Optional.of(new Claim(unpatched.vulnerability(), release, Status.FIXED, detail));
  }

  private Release release(String id, String version) {
    Product product = catalogue.get(id);
    String name = product == null ? id : product.name();
    List<String> purls = product == null ? List.of() : product.identifiers().purl();
    String purl = purls.isEmpty() ? "pkg:generic/" + id : purls.getFirst();
    int end = purl.indexOf('?');
    String head = end < 0 ? purl : purl.substring(0, end);
    String tail = end < 0 ? "" : purl.substring(end);
    return new Release(id, name, version, head + "@" + encoded(version) + tail);
  }

  private static String encoded(String version) {
    StringBuilder text = new StringBuilder();
    for (byte each : version.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
      text.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return text.toString();
  }
}
