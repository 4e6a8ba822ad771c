/**
 * Correlation windows: whether the events of one group, within a timespan of their own time, are
 * what a correlation asks for. Pure.
 */
@NullMarked
package io.patchwatch.streams.correlate;

import org.jspecify.annotations.NullMarked;
