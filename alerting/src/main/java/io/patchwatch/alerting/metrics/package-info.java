/** What Prometheus scrapes: posture of the fleet, deliveries, dead letters. */
@NullMarked
package io.patchwatch.alerting.metrics;

import org.jspecify.annotations.NullMarked;
