/** Receives syslog over UDP, TCP and TLS. */
@NullMarked
package io.patchwatch.ingest.syslog;

import org.jspecify.annotations.NullMarked;
