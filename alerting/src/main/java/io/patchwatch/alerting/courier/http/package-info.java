/** HTTP calls that notifiers make: bounded in time and size, and what their answers mean. */
@NullMarked
package io.patchwatch.alerting.courier.http;

import org.jspecify.annotations.NullMarked;
