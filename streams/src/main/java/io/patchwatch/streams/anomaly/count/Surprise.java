package io.patchwatch.streams.anomaly.count;

/**
 * A count that is hardly chance.
 *
 * @param minutes length of the window that ended with the minute just closed: 1, 5, 15 or 60
 * @param count how many there were in it
 * @param expected how many were expected
 * @param score −log10 of the probability of so many or more by chance
 * @param learnedMinutes how many minutes of this series were learned; at most a week's
 */
public record Surprise(
    int minutes, long count, double expected, double score, long learnedMinutes) {

  static final Surprise NONE = new Surprise(1, 0, 0, 0, 0);
}
