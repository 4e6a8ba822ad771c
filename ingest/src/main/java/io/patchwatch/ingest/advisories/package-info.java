/**
 * Advisory feeds: published records of known vulnerabilities, exploitation and support life become
 * the events of the {@code advisories} topic.
 *
 * <p>Readers are pure: a document and its {@link io.patchwatch.ingest.advisories.Origin} go in, a
 * {@link io.patchwatch.ingest.advisories.Reading} or a {@link
 * io.patchwatch.ingest.advisories.BadRecord} comes out. Files, clocks and directories are the
 * business of the sub-package {@code feed}.
 */
@NullMarked
package io.patchwatch.ingest.advisories;

import org.jspecify.annotations.NullMarked;
