/** Software bills of materials by CycloneDX. */
@NullMarked
package io.patchwatch.ingest.inventory.cyclonedx;

import org.jspecify.annotations.NullMarked;
