/** Incidents, couriers, history and metrics. */
@NullMarked
package io.patchwatch.alerting;

import org.jspecify.annotations.NullMarked;
