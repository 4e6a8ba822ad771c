/** The commands of the command line. */
@NullMarked
package io.patchwatch.app.commands;

import org.jspecify.annotations.NullMarked;
