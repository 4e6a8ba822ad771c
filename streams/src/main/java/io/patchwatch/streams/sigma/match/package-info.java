/** What is asked of one field, and what a condition makes of it. */
@NullMarked
package io.patchwatch.streams.sigma.match;

import org.jspecify.annotations.NullMarked;
