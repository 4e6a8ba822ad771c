/** Who may call, and how often: for all that listens on HTTP. */
@NullMarked
package io.patchwatch.events.access;

import org.jspecify.annotations.NullMarked;
