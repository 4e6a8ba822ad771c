/** Log patterns that were never seen before, by a Drain miner. Pure. */
@NullMarked
package io.patchwatch.streams.anomaly.pattern;

import org.jspecify.annotations.NullMarked;
