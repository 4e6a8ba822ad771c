/** How true the verdicts are: labelled cases, public version vectors, and what is covered. */
@NullMarked
package io.patchwatch.app.truth;

import org.jspecify.annotations.NullMarked;
