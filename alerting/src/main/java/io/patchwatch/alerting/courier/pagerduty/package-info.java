/** PagerDuty: Events API v2. */
@NullMarked
package io.patchwatch.alerting.courier.pagerduty;

import org.jspecify.annotations.NullMarked;
