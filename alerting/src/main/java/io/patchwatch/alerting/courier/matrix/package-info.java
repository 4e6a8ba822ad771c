/** Matrix: messages in a room. */
@NullMarked
package io.patchwatch.alerting.courier.matrix;

import org.jspecify.annotations.NullMarked;
