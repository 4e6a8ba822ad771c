/** Advisory feeds that cannot be relied on: refused, unreached or stale. */
@NullMarked
package io.patchwatch.streams.feeds;

import org.jspecify.annotations.NullMarked;
