/** The two-sided branch: what runs where meets what is known about it. */
@NullMarked
package io.patchwatch.streams.unpatched;

import org.jspecify.annotations.NullMarked;
