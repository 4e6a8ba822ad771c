/** NVD records (API 2.0) and overlays of them: version ranges by CPE. */
@NullMarked
package io.patchwatch.ingest.advisories.nvd;

import org.jspecify.annotations.NullMarked;
