package io.patchwatch.streams.policy;

import io.patchwatch.events.PatchStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a finding stands by policy at some time.
 *
 * @param due null: no due date
 * @param next when the status changes if nothing but time passes; null: not any more
 */
public record Stand(@Nullable Instant due, PatchStatus status, @Nullable Instant next) {

  static final Stand NONE = new Stand(null, PatchStatus.NONE, null);
}
