package io.patchwatch.streams.samples;

import io.patchwatch.streams.sigma.About;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A finding that a rule opens.
 *
 * @param server the asset of the record that opened it
 * @param group the fields that tell it from others of the rule
 * @param at time of the record that opened it
 * @param explainedBy the rule that explains it innocently; null: none does
 * @param records ids of the newest records of the window, for single-event rules the record's
 */
public record Opening(
    About rule,
    String server,
    SortedMap<String, String> group,
    Instant at,
    @Nullable String explainedBy,
    List<String> records) {}
