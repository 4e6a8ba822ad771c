/**
 * What every format of inventories shares: the document, its bounds, and what it is searched for.
 */
@NullMarked
package io.patchwatch.ingest.inventory.format;

import org.jspecify.annotations.NullMarked;
