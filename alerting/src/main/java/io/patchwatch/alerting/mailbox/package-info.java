/** What each receiver has been told and what it is to be told next, within its budget. */
@NullMarked
package io.patchwatch.alerting.mailbox;

import org.jspecify.annotations.NullMarked;
