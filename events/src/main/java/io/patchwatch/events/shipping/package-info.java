/** Log records that others ship to us: whose they are, and what becomes of them on the wire. */
@NullMarked
package io.patchwatch.events.shipping;

import org.jspecify.annotations.NullMarked;
