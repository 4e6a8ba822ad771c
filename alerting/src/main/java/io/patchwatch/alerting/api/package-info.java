/** The REST API: how things stand, and commands to the on-call engine. */
@NullMarked
package io.patchwatch.alerting.api;

import org.jspecify.annotations.NullMarked;
