/** Raw log lines to the Elastic Common Schema, and login brute force. */
@NullMarked
package io.patchwatch.streams.logs;

import org.jspecify.annotations.NullMarked;
