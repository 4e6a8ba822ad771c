package io.patchwatch.ingest.inventory.format;

import io.patchwatch.events.EvidenceSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read from one document.
 *
 * @param document its name
 * @param format the format's name; null: it was not recognised
 * @param source what its statements are called as evidence; null: it was not recognised
 * @param read whether it was read to its end; otherwise there are no sightings, and the problems
 *     say why
 * @param sightings products of the catalogue, in the order of the document, none twice
 * @param examined how many packages and components were looked at, whether known or not
 * @param problems one line each for a person: the place, what is wrong there, what to do
 */
public record Inventory(
    String document,
    @Nullable String format,
    @Nullable EvidenceSource source,
    boolean read,
    List<Sighting> sightings,
    int examined,
    List<String> problems) {

  /** A document of which nothing is used. */
  public static Inventory refused(String document, @Nullable InventoryFormat format, String why) {
    return new Inventory(
        document,
        format == null ? null : format.name(),
        format == null ? null : format.source(),
        false,
        List.of(),
        0,
        List.of(document + ": " + why));
  }
}
