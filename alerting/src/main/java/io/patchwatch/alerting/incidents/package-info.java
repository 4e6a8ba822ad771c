/** Findings that are handled together, as one state that survives restarts. */
@NullMarked
package io.patchwatch.alerting.incidents;

import org.jspecify.annotations.NullMarked;
