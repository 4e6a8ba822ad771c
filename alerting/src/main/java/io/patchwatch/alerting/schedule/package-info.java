/** Who is on call when: people, rotations, overrides, calendars, time intervals. */
@NullMarked
package io.patchwatch.alerting.schedule;

import org.jspecify.annotations.NullMarked;
