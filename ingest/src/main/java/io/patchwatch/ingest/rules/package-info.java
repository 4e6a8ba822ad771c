/** Files of detection rules, from directories to Kafka. */
@NullMarked
package io.patchwatch.ingest.rules;

import org.jspecify.annotations.NullMarked;
