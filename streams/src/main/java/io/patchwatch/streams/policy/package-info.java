/**
 * What is to be patched by when, what is excepted from that, and in which order it is rolled out.
 */
@NullMarked
package io.patchwatch.streams.policy;

import org.jspecify.annotations.NullMarked;
