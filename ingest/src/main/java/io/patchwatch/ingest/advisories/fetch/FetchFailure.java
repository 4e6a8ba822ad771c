package io.patchwatch.ingest.advisories.fetch;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A document did not come, or what came cannot be the document. */
public final class FetchFailure extends Exception {

  private static final long serialVersionUID = 1L;

  /** Kinds of failures. */
  public enum Kind {
    TIMEOUT,
    UNREACHABLE,
    TLS,
    HTTP_STATUS,
    RATE_LIMITED,
    REDIRECT,
    TRUNCATED,
    TOO_LARGE,
    CHECKSUM;

    /** As in reports, for example {@code rate-limited}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Kind kind;
  private final int status;
  private final @Nullable Duration retryAfter;

  /** A failure of this kind. */
  public FetchFailure(Kind kind, String what) {
    this(kind, what, 0, null);
  }

  FetchFailure(Kind kind, String what, int status, @Nullable Duration retryAfter) {
    super(what);
    this.kind = kind;
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** What kind of failure it is. */
  public Kind kind() {
    return kind;
  }

  /** The HTTP status that came; 0: none did. */
  public int status() {
    return status;
  }

  /** How long the server asks to wait; null: it does not say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Whether the same question may be answered in a moment. */
  public boolean passing() {
    return switch (kind) {
      case TIMEOUT, UNREACHABLE, RATE_LIMITED, TRUNCATED -> true;
      case HTTP_STATUS -> status >= 500;
      case TLS, REDIRECT, TOO_LARGE, CHECKSUM -> false;
    };
  }

  /** Whether something came and was refused, unlike nothing having come. */
  public boolean refused() {
    return switch (kind) {
      case TRUNCATED, TOO_LARGE, CHECKSUM -> true;
      case TIMEOUT, UNREACHABLE, TLS, HTTP_STATUS, RATE_LIMITED, REDIRECT -> false;
    };
  }
}
