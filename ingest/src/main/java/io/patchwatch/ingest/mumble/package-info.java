/** Reads versions of Mumble servers. */
@NullMarked
package io.patchwatch.ingest.mumble;

import org.jspecify.annotations.NullMarked;
