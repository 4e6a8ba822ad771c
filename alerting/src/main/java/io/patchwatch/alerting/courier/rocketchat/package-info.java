/** Rocket.Chat: incoming integrations. */
@NullMarked
package io.patchwatch.alerting.courier.rocketchat;

import org.jspecify.annotations.NullMarked;
