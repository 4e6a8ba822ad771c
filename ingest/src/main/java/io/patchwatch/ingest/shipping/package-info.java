/** The way into Kafka for log records that others ship. */
@NullMarked
package io.patchwatch.ingest.shipping;

import org.jspecify.annotations.NullMarked;
