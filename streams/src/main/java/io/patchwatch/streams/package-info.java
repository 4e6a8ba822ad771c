/** The topology: unpatched versions, log detection, the life of a finding. */
@NullMarked
package io.patchwatch.streams;

import org.jspecify.annotations.NullMarked;
