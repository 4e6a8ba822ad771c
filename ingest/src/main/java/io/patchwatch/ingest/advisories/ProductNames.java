package io.patchwatch.ingest.advisories;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names under which advisory sources know one product of the catalogue. All names are in lower
 * case.
 *
 * @param product catalogue id
 * @param name the product's name in running text, for example {@code Nextcloud Server}
 * @param laneDepth how many leading numbers of a version make a release lane, at least 1
 * @param osv OSV packages as {@code ecosystem:name}
 * @param vendors CVE names as {@code vendor:product}
 * @param cpes CPE 2.3 names as {@code vendor:product}
 * @param lifecycle name at endoflife.date, if it is there
 * @param repositories source repositories as {@code owner/name}
 * @param shared those of the names above that sources also use for other products; a record under
 *     such a name counts only when its text or references speak of this product
 */
public record ProductNames(
    String product,
    String name,
    int laneDepth,
    Set<String> osv,
    Set<String> vendors,
    Set<String> cpes,
    @Nullable String lifecycle,
    Set<String> repositories,
    Set<String> shared) {

  public ProductNames {
    if (laneDepth < 1) {
      throw new IllegalArgumentException(product + ": laneDepth is " + laneDepth + "; at least 1");
    }
    osv = Set.copyOf(osv);
    vendors = Set.copyOf(vendors);
    cpes = Set.copyOf(cpes);
    repositories = Set.copyOf(repositories);
    shared = Set.copyOf(shared);
  }
}
