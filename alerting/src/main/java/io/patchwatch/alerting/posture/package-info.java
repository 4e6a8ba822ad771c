/** How the fleet stands: one fold of the topics, for the metrics and for the history. */
@NullMarked
package io.patchwatch.alerting.posture;

import org.jspecify.annotations.NullMarked;
