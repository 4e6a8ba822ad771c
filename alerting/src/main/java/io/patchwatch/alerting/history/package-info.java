/** The searchable history in Elasticsearch: what happened, in the Elastic Common Schema. */
@NullMarked
package io.patchwatch.alerting.history;

import org.jspecify.annotations.NullMarked;
