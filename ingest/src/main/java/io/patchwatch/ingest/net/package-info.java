/** How collectors reach servers: trust, and one bounded HTTP request. */
@NullMarked
package io.patchwatch.ingest.net;

import org.jspecify.annotations.NullMarked;
