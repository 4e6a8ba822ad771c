/** The headers of syslog: RFC 3164 as programs write it, RFC 5424, and lines of rsyslog's files. */
@NullMarked
package io.patchwatch.events.shipping.syslog;

import org.jspecify.annotations.NullMarked;
