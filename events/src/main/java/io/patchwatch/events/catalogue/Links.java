package io.patchwatch.events.catalogue;

import java.net.URI;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a person reads on; all https.
 *
 * @param homepage the product's own site
 * @param releases where releases are announced
 * @param upgrade how to upgrade
 * @param security the vendor's security page
 * @param runbook what to do when it is under attack or broken
 */
public record Links(
    URI homepage,
    @Nullable URI releases,
    @Nullable URI upgrade,
    @Nullable URI security,
    @Nullable URI runbook) {

  public Links {
    Check.present(homepage, "homepage");
    Stream.of(homepage, releases, upgrade, security, runbook)
        .filter(link -> link != null && !"https".equals(link.getScheme()))
        .findFirst()
        .ifPresent(
            link -> {
              throw new IllegalArgumentException("'" + link + "' is not https; link to https");
            });
  }
}
