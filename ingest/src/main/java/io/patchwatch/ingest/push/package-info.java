/** The push API: whoever has a token tells which version a server runs. */
@NullMarked
package io.patchwatch.ingest.push;

import org.jspecify.annotations.NullMarked;
