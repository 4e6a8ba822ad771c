/** Lists of Debian packages. */
@NullMarked
package io.patchwatch.ingest.inventory.dpkg;

import org.jspecify.annotations.NullMarked;
