/** Counts, silence, new patterns and shapes that leave what a server usually shows. */
@NullMarked
package io.patchwatch.streams.anomaly;

import org.jspecify.annotations.NullMarked;
