package io.patchwatch.streams.policy;

import io.patchwatch.events.ImpactStated;
import io.patchwatch.events.RiskAccepted;
import org.jspecify.annotations.Nullable;

/**
 * What exceptions say of one finding at some time.
 *
 * @param accepted the accepted risk that holds longest; null: none
 * @param stated the newest statement of a document; null: none
 */
record Coverage(@Nullable RiskAccepted accepted, @Nullable ImpactStated stated) {

  static final Coverage NONE = new Coverage(null, null);

  /** Whether the finding need not be handled. */
  boolean covers() {
    return accepted != null || notAffected() != null;
  }

  /** The statement that it is not affected; null: none that is the newest word. */
  @Nullable ImpactStated notAffected() {
    return stated != null && stated.status() == ImpactStated.Status.NOT_AFFECTED ? stated : null;
  }

  /** What to show beside an open finding; null: nothing. */
  @Nullable String note() {
    if (stated == null) {
      return null;
    }
    String who = stated.author() + " (" + stated.document() + ")";
    String more = stated.detail() == null ? "" : ": " + stated.detail();
    return switch (stated.status()) {
      case NOT_AFFECTED -> null;
      case AFFECTED -> "affected, says " + who + more;
      case UNDER_INVESTIGATION -> "under investigation, says " + who + more;
      case FIXED ->
          "fixed, says " + who + "; not believed before a fixed version is observed" + more;
    };
  }
}
