/** Messages on a terminal. */
@NullMarked
package io.patchwatch.alerting.courier.console;

import org.jspecify.annotations.NullMarked;
