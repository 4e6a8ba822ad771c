/** Puts the parts together to one process. */
@NullMarked
package io.patchwatch.app.wiring;

import org.jspecify.annotations.NullMarked;
