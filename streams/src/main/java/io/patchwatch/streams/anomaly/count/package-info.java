/** A seasonal test of counts. Pure: takes minutes and counts, returns what is surprising. */
@NullMarked
package io.patchwatch.streams.anomaly.count;

import org.jspecify.annotations.NullMarked;
