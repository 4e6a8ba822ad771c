package io.patchwatch.ingest.advisories;

import java.time.Instant;

/**
 * Where a document comes from.
 *
 * @param file name for error messages
 * @param asOf date of the data; stands in for records without a usable time of their own
 * @param collector who reads it, as in {@link io.patchwatch.events.Event#collector()}
 */
public record Origin(String file, Instant asOf, String collector) {}
