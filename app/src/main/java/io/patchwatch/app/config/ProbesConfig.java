package io.patchwatch.app.config;

import java.time.Duration;

/**
 * How servers are asked for their version, unless an asset says otherwise.
 *
 * @param interval time between two questions
 * @param timeout for one whole answer
 */
public record ProbesConfig(Duration interval, Duration timeout) {}
