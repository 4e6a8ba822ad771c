/** What policy and exceptions come to, told at the command line; nothing is sent. */
@NullMarked
package io.patchwatch.app.policy;

import org.jspecify.annotations.NullMarked;
