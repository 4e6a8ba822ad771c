/** Who is told what: a route tree with matchers, in Alertmanager's words. */
@NullMarked
package io.patchwatch.alerting.routing;

import org.jspecify.annotations.NullMarked;
