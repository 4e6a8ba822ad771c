/**
 * Advisory feeds of the network and archives: looked at, guarded, kept, and only then published.
 */
@NullMarked
package io.patchwatch.ingest.advisories.remote;

import org.jspecify.annotations.NullMarked;
