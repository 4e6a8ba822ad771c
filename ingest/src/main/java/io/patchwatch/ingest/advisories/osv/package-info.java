/** Open Source Vulnerability records (OSV schema 1.x): GHSA, PYSEC, GO, BIT and others. */
@NullMarked
package io.patchwatch.ingest.advisories.osv;

import org.jspecify.annotations.NullMarked;
