/** Where all formats come together: single files and watched directories. */
@NullMarked
package io.patchwatch.ingest.advisories.feed;

import org.jspecify.annotations.NullMarked;
