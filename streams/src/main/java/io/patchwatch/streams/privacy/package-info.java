/** Names and addresses of people in log records, replaced by keyed pseudonyms. */
@NullMarked
package io.patchwatch.streams.privacy;

import org.jspecify.annotations.NullMarked;
