/** Reads versions over XMPP: XEP-0092, as a user who logs in or as an external component. */
@NullMarked
package io.patchwatch.ingest.xmpp;

import org.jspecify.annotations.NullMarked;
