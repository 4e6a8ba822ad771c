/**
 * The product catalogue: what is specific to one chat server, as data. One YAML file a product;
 * users add their own beside the built-in ones.
 */
@NullMarked
package io.patchwatch.events.catalogue;

import org.jspecify.annotations.NullMarked;
