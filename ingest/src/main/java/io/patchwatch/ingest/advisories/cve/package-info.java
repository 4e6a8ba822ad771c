/** CVE records, JSON 5: what the vendor (CNA) says and what others (ADP) add. */
@NullMarked
package io.patchwatch.ingest.advisories.cve;

import org.jspecify.annotations.NullMarked;
