/** The assets that the operator named, for collectors that are told of servers by others. */
@NullMarked
package io.patchwatch.ingest.assets;

import org.jspecify.annotations.NullMarked;
