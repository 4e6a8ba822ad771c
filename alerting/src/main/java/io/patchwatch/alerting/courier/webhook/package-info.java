/** Signed HTTP calls. */
@NullMarked
package io.patchwatch.alerting.courier.webhook;

import org.jspecify.annotations.NullMarked;
