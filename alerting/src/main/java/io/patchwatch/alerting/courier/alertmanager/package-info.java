/** Alertmanager as a receiver. */
@NullMarked
package io.patchwatch.alerting.courier.alertmanager;

import org.jspecify.annotations.NullMarked;
