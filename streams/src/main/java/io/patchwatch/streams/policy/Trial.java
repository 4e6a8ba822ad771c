package io.patchwatch.streams.policy;

import java.time.Instant;

/**
 * A release in an environment.
 *
 * @param firstSeen when it was seen there first
 * @param proven whether it has run there on one asset for the soak time
 * @param settled whether it ran there when we looked first, so that going back to it is no news
 */
record Trial(Instant firstSeen, boolean proven, boolean settled) {}
