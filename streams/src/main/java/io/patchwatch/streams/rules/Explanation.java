package io.patchwatch.streams.rules;

import java.time.Instant;

/**
 * A rule matched that explains others innocently.
 *
 * @param rule its name
 * @param at when it matched last
 */
record Explanation(String rule, Instant at) {}
