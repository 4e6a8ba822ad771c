package io.patchwatch.ingest.versions;

import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.catalogue.Reading;

/** What came of asking a server for its version. */
public sealed interface Collected {

  /** The place that was asked, without credentials and without query. */
  String locator();

  /** What a reading as the catalogue says comes to. */
  static Collected of(Product product, String locator, Reading reading) {
    return switch (reading) {
      case Reading.Read read -> new Seen(locator, read);
      case Reading.Unreadable(Failure failure, String why) -> new Missed(locator, failure, why);
      case Reading.OtherProduct(String name) ->
          new Missed(
              locator,
              Failure.OTHER_PRODUCT,
              "this is " + name + ", not " + product.name() + "; correct product or address");
    };
  }

  /** A version was read. */
  record Seen(String locator, Reading.Read reading) implements Collected {}

  /**
   * None was.
   *
   * @param failure the kind of failure
   * @param detail one line for a person: what happened and what to check
   */
  record Missed(String locator, Failure failure, String detail) implements Collected {

    /** A failure that was thrown on the way. */
    public static Missed of(String locator, CollectorFailure failure) {
      return new Missed(locator, failure.failure(), failure.detail());
    }
  }
}
