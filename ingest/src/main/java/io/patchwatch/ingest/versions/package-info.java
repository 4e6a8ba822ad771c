/** What all collectors of versions share: when they ask, and what becomes of the answer. */
@NullMarked
package io.patchwatch.ingest.versions;

import org.jspecify.annotations.NullMarked;
