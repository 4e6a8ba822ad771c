package io.patchwatch.alerting.oncall;

import io.patchwatch.alerting.routing.Terms;
import io.patchwatch.events.Severity;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the engine has to know about an incident to decide who is told.
 *
 * @param openedAt start of the current life
 * @param open open findings
 * @param total findings of this life
 * @param severity the worst of them
 * @param destinations who is to be told, on which terms
 * @param mutedBy why nobody may be told; null: people may
 */
public record Situation(
    Instant openedAt,
    long open,
    long total,
    Severity severity,
    Map<String, Terms> destinations,
    @Nullable String mutedBy) {}
