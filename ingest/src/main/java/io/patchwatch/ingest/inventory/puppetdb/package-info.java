/** PuppetDB's answers about packages and facts. */
@NullMarked
package io.patchwatch.ingest.inventory.puppetdb;

import org.jspecify.annotations.NullMarked;
