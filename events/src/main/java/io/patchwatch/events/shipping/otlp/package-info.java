/** Log records of the OpenTelemetry protocol, as JSON and as protocol buffers. */
@NullMarked
package io.patchwatch.events.shipping.otlp;

import org.jspecify.annotations.NullMarked;
