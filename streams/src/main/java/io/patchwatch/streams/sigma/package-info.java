/**
 * Sigma (specification 2.1): rules, correlations and filters, read strictly and compiled once into
 * an index. Pure.
 */
@NullMarked
package io.patchwatch.streams.sigma;

import org.jspecify.annotations.NullMarked;
