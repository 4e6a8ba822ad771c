/**
 * The life of a finding: detectors raise and clear, one place makes opened, updated and resolved of
 * it.
 */
@NullMarked
package io.patchwatch.streams.life;

import org.jspecify.annotations.NullMarked;
