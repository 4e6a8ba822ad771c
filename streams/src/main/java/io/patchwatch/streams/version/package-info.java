/** Versions as their makers order them: one scheme a family, pure and total within the scheme. */
@NullMarked
package io.patchwatch.streams.version;

import org.jspecify.annotations.NullMarked;
