package io.patchwatch.events;

import java.time.Instant;

/**
 * A collector tried to learn a version and could not. Unknown is not safe: this is a state of its
 * own and never means "patched".
 *
 * @param failure the kind of failure
 * @param detail one line for a person: what happened and what to check
 * @param locator the place that was asked, without credentials
 */
public record ProbeFailed(
    String id,
    Instant time,
    String collector,
    Asset asset,
    String product,
    Failure failure,
    String detail,
    String locator)
    implements SoftwareEvent {

  /** Why a version could not be read. */
  public enum Failure {
    /** There is no way to ask, or none without credentials. */
    NOT_ASKED,
    TIMEOUT,
    UNREACHABLE,
    TLS,
    HTTP_STATUS,
    /** The server did not let us in: credentials are missing, wrong or not allowed to ask. */
    REFUSED,
    REDIRECT,
    TOO_LARGE,
    /** An answer came, but no version could be read from it. */
    UNREADABLE,
    /** An answer came from another product than the one declared. */
    OTHER_PRODUCT
  }

  public ProbeFailed {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.present(asset, "asset");
    Require.text(product, "product", 100);
    Require.present(failure, "failure");
    Require.text(detail, "detail", 2048);
    Require.text(locator, "locator", 2048);
  }
}
