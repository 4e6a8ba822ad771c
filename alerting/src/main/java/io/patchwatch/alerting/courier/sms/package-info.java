/** Text messages through a gateway that takes HTTP. */
@NullMarked
package io.patchwatch.alerting.courier.sms;

import org.jspecify.annotations.NullMarked;
