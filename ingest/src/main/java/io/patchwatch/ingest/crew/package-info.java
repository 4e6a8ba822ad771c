/** The virtual threads of collectors: started together, stopped together. */
@NullMarked
package io.patchwatch.ingest.crew;

import org.jspecify.annotations.NullMarked;
