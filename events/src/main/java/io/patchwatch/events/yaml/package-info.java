/**
 * Strict YAML into records: every mistake of a file at once, each with its place and its remedy.
 */
@NullMarked
package io.patchwatch.events.yaml;

import org.jspecify.annotations.NullMarked;
