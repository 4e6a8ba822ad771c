/** CISA's catalogue of Known Exploited Vulnerabilities and FIRST's EPSS scores. */
@NullMarked
package io.patchwatch.ingest.advisories.kev;

import org.jspecify.annotations.NullMarked;
