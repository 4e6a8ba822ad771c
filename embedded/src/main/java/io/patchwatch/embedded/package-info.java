/** A real Kafka broker and a real Elasticsearch node in this process. */
@NullMarked
package io.patchwatch.embedded;

import org.jspecify.annotations.NullMarked;
