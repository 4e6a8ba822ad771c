/** Software bills of materials by SPDX. */
@NullMarked
package io.patchwatch.ingest.inventory.spdx;

import org.jspecify.annotations.NullMarked;
