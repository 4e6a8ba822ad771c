/** Who has taken an incident, who is told next and when, and what is muted. */
@NullMarked
package io.patchwatch.alerting.oncall;

import org.jspecify.annotations.NullMarked;
