/**
 * From raw log lines to records in the Elastic Common Schema. What a product's lines look like is
 * data ({@link io.patchwatch.events.parsing.LogSpec} in the product's catalogue file); this package
 * is the machine that reads them. Lines are written by strangers: everything here is bounded, runs
 * in linear time and never throws on what it reads.
 */
@NullMarked
package io.patchwatch.events.parsing;

import org.jspecify.annotations.NullMarked;
