/** Archives of many documents, read one by one and bounded. */
@NullMarked
package io.patchwatch.ingest.advisories.archive;

import org.jspecify.annotations.NullMarked;
