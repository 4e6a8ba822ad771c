/** One question about one release, answered without Kafka. */
@NullMarked
package io.patchwatch.app.scan;

import org.jspecify.annotations.NullMarked;
