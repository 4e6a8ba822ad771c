/** What is known of the watched servers as VEX documents, for others to read. Pure. */
@NullMarked
package io.patchwatch.app.vex;

import org.jspecify.annotations.NullMarked;
