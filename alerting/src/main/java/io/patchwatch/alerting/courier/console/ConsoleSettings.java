package io.patchwatch.alerting.courier.console;

/** A receiver that is the terminal of the process. It has no settings: {@code console: {}}. */
public record ConsoleSettings() {}
