/** Lists of RPM packages. */
@NullMarked
package io.patchwatch.ingest.inventory.rpm;

import org.jspecify.annotations.NullMarked;
