package io.patchwatch.ingest.inventory.format;

import io.patchwatch.events.PackageFact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One product of the catalogue that a document names.
 *
 * @param product its id in the catalogue
 * @param version upstream's version, as the product writes it
 * @param packageFact the package it was read from; null: none
 * @param hosts names of the machine, the best first; none: the document does not say
 * @param place where in the document, for example {@code packages.prosody[0]} or {@code line 12}
 * @param excerpt what stood there, one line
 * @param time when that was seen; null: the document does not say
 */
public record Sighting(
    String product,
    String version,
    @Nullable PackageFact packageFact,
    List<String> hosts,
    String place,
    String excerpt,
    @Nullable Instant time) {}
