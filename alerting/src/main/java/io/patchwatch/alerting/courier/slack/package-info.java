/** Slack: incoming webhooks. */
@NullMarked
package io.patchwatch.alerting.courier.slack;

import org.jspecify.annotations.NullMarked;
