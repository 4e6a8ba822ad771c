package io.patchwatch.streams.policy;

import io.patchwatch.streams.life.Signal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What policy remembers of something that was raised and not cleared.
 *
 * @param since when we heard of it first: the patch clock starts here, also when an exception
 *     covered it meanwhile
 * @param held the signal, while an exception covers it; null: its finding is open
 */
record Clock(Instant since, Signal.@Nullable Raise held) {}
