/** Collectors and advisory feeds, into Kafka. */
@NullMarked
package io.patchwatch.ingest;

import org.jspecify.annotations.NullMarked;
