/** Reads documents that say what is installed where: package lists, facts, SBOMs, scan reports. */
@NullMarked
package io.patchwatch.ingest.inventory;

import org.jspecify.annotations.NullMarked;
