/** Feeds carried to a place without network: one signed file. */
@NullMarked
package io.patchwatch.ingest.advisories.bundle;

import org.jspecify.annotations.NullMarked;
