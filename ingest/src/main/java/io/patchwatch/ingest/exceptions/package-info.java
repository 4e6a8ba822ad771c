/** Exceptions of the configuration and of VEX documents, and what became of those that are gone. */
@NullMarked
package io.patchwatch.ingest.exceptions;

import org.jspecify.annotations.NullMarked;
