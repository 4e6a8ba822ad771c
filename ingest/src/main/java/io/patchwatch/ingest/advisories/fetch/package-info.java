/** Large documents from somebody else's web server: conditional, bounded, resumed, tried again. */
@NullMarked
package io.patchwatch.ingest.advisories.fetch;

import org.jspecify.annotations.NullMarked;
