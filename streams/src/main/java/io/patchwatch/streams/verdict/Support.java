package io.patchwatch.streams.verdict;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The release cycle that a version belongs to.
 *
 * @param cycle its name, for example {@code 10.11}
 * @param endOfLife day from which no security fixes come; null: not known
 * @param ended whether that day has come (or the source says so without a day)
 * @param longTerm a long-term cycle (ESR, LTS)
 * @param source who says it
 */
public record Support(
    String cycle, @Nullable LocalDate endOfLife, boolean ended, boolean longTerm, String source) {}
