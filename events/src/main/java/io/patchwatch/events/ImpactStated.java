package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A document states whether products are affected by a vulnerability (Vulnerability Exploitability
 * eXchange: OpenVEX 0.2, CycloneDX 1.4 and later, CSAF 2.0 profile VEX).
 *
 * @param stated when the document says it; of several documents the newest word holds
 * @param author who states it
 * @param document id or name of the document
 * @param status what it states
 * @param justification why it is not affected, in OpenVEX' words; required for {@link
 *     Status#NOT_AFFECTED} unless {@code detail} says it
 * @param detail impact or action statement, at most 2,000 characters (cut when longer)
 */
public record ImpactStated(
    String id,
    Instant time,
    String collector,
    String exception,
    Instant stated,
    String author,
    String document,
    Status status,
    @Nullable String justification,
    @Nullable String detail,
    Scope scope)
    implements ExceptionCommand {

  private static final int LONGEST_DETAIL = 2000;

  /** The four states of VEX. */
  public enum Status {
    /** Believed with its justification: nothing need be done. */
    NOT_AFFECTED,
    /** Shown, changes nothing. */
    AFFECTED,
    /** Not believed without an observed version; shown. */
    FIXED,
    /** Shown, changes nothing. */
    UNDER_INVESTIGATION;

    /** As OpenVEX writes it. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ImpactStated {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.text(exception, "exception", LONGEST_ID);
    Require.present(stated, "stated");
    Require.text(author, "author", 200);
    Require.text(document, "document", 2048);
    Require.present(status, "status");
    Require.present(scope, "scope");
    detail =
        detail != null && detail.length() > LONGEST_DETAIL
            ? detail.substring(0, LONGEST_DETAIL)
            : detail;
    if (scope.vulnerabilities().isEmpty() || scope.product() == null) {
      throw new IllegalArgumentException("scope needs a vulnerability and a product");
    }
    if (status == Status.NOT_AFFECTED && blank(justification) && blank(detail)) {
      throw new IllegalArgumentException(
          "justification is missing; not_affected without a reason is not believed");
    }
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
