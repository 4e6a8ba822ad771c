/**
 * Documents that state whether a product is affected by a vulnerability: OpenVEX, CycloneDX, CSAF.
 */
@NullMarked
package io.patchwatch.ingest.vex;

import org.jspecify.annotations.NullMarked;
