/** The command line, the configuration and the wiring: the only main(). */
@NullMarked
package io.patchwatch.app;

import org.jspecify.annotations.NullMarked;
