/** Finds the few rules that an event may meet, whatever their number. */
@NullMarked
package io.patchwatch.streams.sigma.index;

import org.jspecify.annotations.NullMarked;
