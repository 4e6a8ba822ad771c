package io.patchwatch.streams.correlate;

/**
 * A window in which it is as asked.
 *
 * @param measured the number that was asked for
 * @param count events in the window
 * @param from time of the first, in milliseconds since 1970
 * @param to time of the last
 */
public record Found(double measured, long count, long from, long to) {}
