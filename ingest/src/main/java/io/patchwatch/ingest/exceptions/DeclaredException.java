package io.patchwatch.ingest.exceptions;

import io.patchwatch.events.Scope;
import java.time.Instant;

/**
 * A risk that the configuration accepts.
 *
 * @param until when it ends
 */
public record DeclaredException(
    String id, String owner, String reason, Scope scope, Instant until) {}
