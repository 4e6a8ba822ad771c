/** Reads versions over HTTP, as the catalogue says. */
@NullMarked
package io.patchwatch.ingest.probe;

import org.jspecify.annotations.NullMarked;
