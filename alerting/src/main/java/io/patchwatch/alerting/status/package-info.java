/** The small HTTP server for {@code /metrics}, {@code /healthz} and {@code /readyz}. */
@NullMarked
package io.patchwatch.alerting.status;

import org.jspecify.annotations.NullMarked;
