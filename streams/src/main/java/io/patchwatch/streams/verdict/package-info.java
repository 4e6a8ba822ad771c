/**
 * What is known of a release, judged: which vulnerabilities meet it, which do not, which cannot be
 * told, and which version to install. Pure: no I/O, no clock.
 */
@NullMarked
package io.patchwatch.streams.verdict;

import org.jspecify.annotations.NullMarked;
