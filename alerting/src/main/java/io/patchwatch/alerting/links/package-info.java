/** Links in messages by which a person acknowledges from where the message was read. */
@NullMarked
package io.patchwatch.alerting.links;

import org.jspecify.annotations.NullMarked;
