/**
 * Rules tried on lines: samples beside a rule, a week of the history, one line. The same parsers,
 * the same index and the same windows as in the stream, without a stream. Pure.
 */
@NullMarked
package io.patchwatch.streams.samples;

import org.jspecify.annotations.NullMarked;
