/** Answers to exports of the OpenTelemetry protocol. */
@NullMarked
package io.patchwatch.ingest.otlp;

import org.jspecify.annotations.NullMarked;
