/** The rules that come with PatchWatch; the files lie in the resources of this package. */
@NullMarked
package io.patchwatch.streams.rules.pack;

import org.jspecify.annotations.NullMarked;
