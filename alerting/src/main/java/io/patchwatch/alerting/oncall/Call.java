package io.patchwatch.alerting.oncall;

import io.patchwatch.events.Delivery;

/**
 * A receiver was called about an incident.
 *
 * @param number of two calls the later has the higher one
 * @param kind why: opened, reminder or escalated
 * @param destination because of which it was
 */
public record Call(int number, Delivery.Kind kind, String destination) {}
