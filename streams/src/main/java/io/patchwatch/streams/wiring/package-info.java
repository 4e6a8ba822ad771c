/** Names, keys and JSON serdes of the topology. */
@NullMarked
package io.patchwatch.streams.wiring;

import org.jspecify.annotations.NullMarked;
