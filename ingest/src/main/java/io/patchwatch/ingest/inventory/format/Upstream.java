package io.patchwatch.ingest.inventory.format;

import io.patchwatch.events.catalogue.Product;

/**
 * The upstream part of a package's version (deb-version(7), Fedora's versioning guidelines):
 * without epoch, revision and what follows a plus sign or a caret (repack marks such as {@code
 * +dfsg}, snapshots, a vendor's {@code +bookworm1}).
 */
final class Upstream {

  private static final String REALLY = "+really";

  private Upstream() {}

  /** The version as the product itself writes it; empty when nothing is left. */
  static String of(Product product, String version) {
    String upstream = withoutRevision(withoutEpoch(version.strip()));
    int really = upstream.indexOf(REALLY);
    if (really >= 0) {
      upstream = upstream.substring(really + REALLY.length());
    }
    return preRelease(product, cut(cut(upstream, '+'), '^'));
  }

  private static String withoutEpoch(String version) {
    int colon = version.indexOf(':');
    return colon < 0 ? version : version.substring(colon + 1);
  }

  private static String withoutRevision(String version) {
    int hyphen = version.lastIndexOf('-');
    return hyphen < 0 ? version : version.substring(0, hyphen);
  }

  private static String cut(String version, char from) {
    int at = version.indexOf(from);
    return at < 0 ? version : version.substring(0, at);
  }

  /** A tilde sorts before the end: {@code 1.139.0~rc2} is upstream's 1.139.0rc2. */
  private static String preRelease(Product product, String version) {
    int tilde = version.indexOf('~');
    if (tilde < 0) {
      return version;
    }
    String rest = version.substring(tilde + 1);
    if (rest.startsWith("dfsg") || rest.startsWith("ds")) {
      return version.substring(0, tilde);
    }
    boolean python = product.versions().scheme().equals("pep440");
    return version.substring(0, tilde) + (python ? "" : "-") + rest;
  }
}
