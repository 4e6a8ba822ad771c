/** Log records of OpenTelemetry, as OTLP/HTTP carries them. Pure. */
@NullMarked
package io.patchwatch.ingest.otlp;

import org.jspecify.annotations.NullMarked;
