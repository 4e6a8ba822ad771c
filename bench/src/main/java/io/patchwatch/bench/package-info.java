/** Benchmarks: JMH and the whole pipeline. */
@NullMarked
package io.patchwatch.bench;

import org.jspecify.annotations.NullMarked;
