/** Reads versions from the Prometheus metrics that a server exports of itself. */
@NullMarked
package io.patchwatch.ingest.metrics;

import org.jspecify.annotations.NullMarked;
