package io.patchwatch.ingest.xmpp;

import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.catalogue.Saying;
import io.patchwatch.ingest.versions.Collected;
import org.jspecify.annotations.Nullable;

/** From an answer to XEP-0092 to a version, as the catalogue says. */
final class VersionAnswer {

  private VersionAnswer() {}

  static Collected of(
      Product product, String locator, @Nullable String name, @Nullable String version) {
    Saying saying = product.tells().xmpp();
    if (saying == null) {
      return new Collected.Missed(
          locator,
          Failure.NOT_ASKED,
          product.name() + " tells no version over XMPP as far as the catalogue knows");
    }
    String said = version == null ? "" : version;
    return Collected.of(
        product,
        locator,
        saying.read(product, "XEP-0092 of " + name, name == null ? "" : name, said));
  }
}
