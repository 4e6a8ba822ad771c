package io.patchwatch.app.config;

import java.time.Duration;

/**
 * How the streams run; may differ between processes.
 *
 * @param threads stream threads of this process
 * @param commitInterval how often results become visible: the least latency of each step
 */
public record StreamsConfig(int threads, Duration commitInterval) {}
