package io.patchwatch.alerting.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the Kafka record itself says.
 *
 * @param trace the trace that it belongs to, if any
 * @param written when it was written to Kafka
 */
record Origin(@Nullable String trace, Instant written) {}
