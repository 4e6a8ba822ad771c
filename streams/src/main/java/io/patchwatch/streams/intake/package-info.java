/** What could not be read: dead letters instead of a stopped stream. */
@NullMarked
package io.patchwatch.streams.intake;

import org.jspecify.annotations.NullMarked;
