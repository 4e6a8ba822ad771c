/** Reads versions over IRC. */
@NullMarked
package io.patchwatch.ingest.irc;

import org.jspecify.annotations.NullMarked;
