package io.patchwatch.streams.unpatched;

import io.patchwatch.events.Exposure;

/**
 * Whether a server has one of the vulnerabilities that are attacked.
 *
 * @param vulnerability the one that it has, or else the first
 * @param why one line for a person
 */
record Exposed(String vulnerability, Exposure exposure, String why) {}
