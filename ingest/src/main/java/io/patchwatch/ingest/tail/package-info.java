/** Follows log files. */
@NullMarked
package io.patchwatch.ingest.tail;

import org.jspecify.annotations.NullMarked;
