package io.patchwatch.alerting.status;

/**
 * A part of the process that can be ready or not.
 *
 * @param name for people
 * @param ready whether it works now
 * @param detail one line: what it waits for and what to check
 */
public record Component(String name, boolean ready, String detail) {}
