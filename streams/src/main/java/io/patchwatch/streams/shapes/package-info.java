/** Log records as others write them to the topic {@code logs}, made into ours. */
@NullMarked
package io.patchwatch.streams.shapes;

import org.jspecify.annotations.NullMarked;
