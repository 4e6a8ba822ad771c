/** From YAML to rules; what cannot be supported is refused with the place and the remedy. */
@NullMarked
package io.patchwatch.streams.sigma.read;

import org.jspecify.annotations.NullMarked;
