package io.patchwatch.app.scan;

import io.patchwatch.events.PackageFact;
import io.patchwatch.events.Precision;
import io.patchwatch.events.catalogue.Product;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One server that a scan found or was told of.
 *
 * @param version as the product writes it
 * @param packageFact the distribution's package that it comes from; null: none
 * @param host the machine, as the source calls it; empty: not known
 * @param place where that was seen: a URL, a file and the place in it, or {@code command line}
 * @param file the document that named it; null: none did
 */
public record Server(
    Product product,
    String version,
    Precision precision,
    @Nullable PackageFact packageFact,
    String host,
    String place,
    @Nullable Path file) {

  /** The version for people: {@code 6.5.x} when only the branch was seen. */
  public String shown() {
    return version + (precision == Precision.BRANCH ? ".x" : "");
  }

  /** The place without the folders of its file. */
  String shortPlace() {
    Path name = file == null ? null : file.getFileName();
    return file == null || name == null ? place : place.replace(file.toString(), name.toString());
  }
}
