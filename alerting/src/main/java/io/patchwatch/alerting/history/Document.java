package io.patchwatch.alerting.history;

import java.util.Map;

/**
 * A document to be stored. The id says what it is about and the version which state of it, so
 * storing it twice, or late, changes nothing.
 *
 * @param index name of the index
 * @param id derived from what it is about
 * @param version external version, at least 1; a stored document with a higher one stays
 * @param body the fields, in the Elastic Common Schema
 */
record Document(String index, String id, long version, Map<String, Object> body) {}
