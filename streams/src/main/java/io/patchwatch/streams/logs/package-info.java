/** Raw log lines to the Elastic Common Schema, and what they say of versions. */
@NullMarked
package io.patchwatch.streams.logs;

import org.jspecify.annotations.NullMarked;
