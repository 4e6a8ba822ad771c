package io.patchwatch.alerting.courier;

import java.io.PrintStream;
import java.time.InstantSource;

/**
 * What notifiers are given beside their settings.
 *
 * @param words makes the text of messages
 * @param console where receivers of the type console are told
 */
public record Supplies(InstantSource clock, Words words, PrintStream console) {}
