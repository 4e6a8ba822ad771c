/** Release cycles and how long each is supported, from endoflife.date. */
@NullMarked
package io.patchwatch.ingest.advisories.lifecycle;

import org.jspecify.annotations.NullMarked;
