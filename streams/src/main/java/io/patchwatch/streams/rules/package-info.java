/**
 * Sigma rules on Kafka Streams: the book of rules that changes while it runs, cases that are open,
 * and what is told of them.
 */
@NullMarked
package io.patchwatch.streams.rules;

import org.jspecify.annotations.NullMarked;
