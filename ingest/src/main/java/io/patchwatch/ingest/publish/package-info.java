/** The one way from a collector to Kafka. */
@NullMarked
package io.patchwatch.ingest.publish;

import org.jspecify.annotations.NullMarked;
