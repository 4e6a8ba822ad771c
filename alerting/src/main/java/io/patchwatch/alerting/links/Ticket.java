package io.patchwatch.alerting.links;

import java.time.Instant;

/**
 * What a link stands for.
 *
 * @param incident id
 * @param opened the life of it that is meant
 * @param receiver who was told
 * @param expires until when it works
 */
record Ticket(String incident, Instant opened, String receiver, Instant expires) {}
