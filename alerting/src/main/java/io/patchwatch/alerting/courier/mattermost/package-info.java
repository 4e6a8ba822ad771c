/** Mattermost: incoming webhooks. */
@NullMarked
package io.patchwatch.alerting.courier.mattermost;

import org.jspecify.annotations.NullMarked;
