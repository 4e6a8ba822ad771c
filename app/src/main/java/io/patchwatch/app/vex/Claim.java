package io.patchwatch.app.vex;

import io.patchwatch.events.ImpactStated.Status;

/**
 * What is claimed of one release and one vulnerability.
 *
 * @param detail what to do about it if it is affected, why not if it is not
 */
public record Claim(String vulnerability, Release release, Status status, String detail) {

  /**
   * A release of a product.
   *
   * @param name the product's name for people
   */
  public record Release(String product, String name, String version, String purl) {

    /** Identifies it within a document. */
    public String id() {
      return product + "@" + version;
    }
  }
}
