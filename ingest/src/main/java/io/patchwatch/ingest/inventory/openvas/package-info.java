/** Reports of OpenVAS (Greenbone). */
@NullMarked
package io.patchwatch.ingest.inventory.openvas;

import org.jspecify.annotations.NullMarked;
