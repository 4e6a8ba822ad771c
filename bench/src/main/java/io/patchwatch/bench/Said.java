package io.patchwatch.bench;

import java.time.Instant;
import java.time.ZoneId;

/** A line that a made-up server writes. */
record Said(Instant at, String server, String product, ZoneId zone, String text) {}
