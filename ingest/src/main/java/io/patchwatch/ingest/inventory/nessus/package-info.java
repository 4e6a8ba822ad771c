/** Reports of Nessus. */
@NullMarked
package io.patchwatch.ingest.inventory.nessus;

import org.jspecify.annotations.NullMarked;
