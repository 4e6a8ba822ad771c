/** All advisories of one process: the snapshot, watched directories and feeds of the network. */
@NullMarked
package io.patchwatch.ingest.advisories.intake;

import org.jspecify.annotations.NullMarked;
