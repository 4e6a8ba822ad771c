/** Nodes of Chef with Ohai's data. */
@NullMarked
package io.patchwatch.ingest.inventory.ohai;

import org.jspecify.annotations.NullMarked;
